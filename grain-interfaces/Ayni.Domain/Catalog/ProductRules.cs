using System.Globalization;

namespace Ayni.Domain.Catalog;

/// <summary>What a product must be, whichever way it comes in.</summary>
public static class ProductRules
{
    /// <summary>Characters of a name, a category, a brand.</summary>
    public const int MaxNameLength = 512;

    /// <summary>Characters of a description.</summary>
    public const int MaxDescriptionLength = 8_192;

    /// <summary>Highest price, in any currency.</summary>
    public const decimal MaxPrice = 1_000_000_000_000m;

    /// <summary>True for three capital letters, as ISO 4217 has them.</summary>
    public static bool IsCurrency(string? currency) =>
        currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper);

    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    /// <param name="product">What somebody made; null is refused.</param>
    public static InvalidField? ProblemOf(Product? product) =>
        product is null
            ? new InvalidField("$", FieldFault.Missing, "Null. Send a product.")
            : ExternalIds.ProblemOf(nameof(Product.ProductId), product.ProductId)
                ?? OfName(product.Name)
                ?? OfText(nameof(Product.Description), product.Description, MaxDescriptionLength)
                ?? OfText(nameof(Product.Category), product.Category, MaxNameLength)
                ?? OfText(nameof(Product.Brand), product.Brand, MaxNameLength)
                ?? OfPrice(nameof(Product.Price), product.Price)
                ?? OfPrice(nameof(Product.ListPrice), product.ListPrice)
                ?? OfCurrency(product.Currency)
                ?? OfStock(product.Stock);

    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    /// <param name="patch">What somebody made; null is refused.</param>
    public static InvalidField? ProblemOf(ProductPatch? patch) =>
        patch is null
            ? new InvalidField("$", FieldFault.Missing, "Null. Send a patch.")
            : (patch.Name is null ? null : OfName(patch.Name))
                ?? OfText(nameof(ProductPatch.Description), patch.Description, MaxDescriptionLength)
                ?? OfText(nameof(ProductPatch.Category), patch.Category, MaxNameLength)
                ?? OfText(nameof(ProductPatch.Brand), patch.Brand, MaxNameLength)
                ?? OfPrice(nameof(ProductPatch.Price), patch.Price)
                ?? OfPrice(nameof(ProductPatch.ListPrice), patch.ListPrice)
                ?? (patch.Currency is null ? null : OfCurrency(patch.Currency))
                ?? OfStock(patch.Stock);

    private static InvalidField? OfName(string? name) => string.IsNullOrWhiteSpace(name)
        ? new InvalidField(nameof(Product.Name), FieldFault.Missing, $"Blank. {TextRemedy(MaxNameLength)}")
        : OfText(nameof(Product.Name), name, MaxNameLength);

    private static InvalidField? OfText(string field, string? text, int maxLength) => text switch
    {
        null => null,
        _ when text.Length > maxLength => new InvalidField(
            field, FieldFault.TooLong, $"Has {text.Length} characters. {TextRemedy(maxLength)}"),
        _ when !StorableText.IsStorable(text) => new InvalidField(
            field, FieldFault.BadText, $"Holds {StorableText.Problem}: \"{StorableText.Escape(text)}\"."),
        _ => null,
    };

    private static string TextRemedy(int maxLength) => $"Send 1 to {maxLength} characters.";

    private static InvalidField? OfPrice(string field, decimal? price) =>
        price is null or (>= 0 and <= MaxPrice)
            ? null
            : new InvalidField(
                field,
                FieldFault.OutOfRange,
                string.Create(CultureInfo.InvariantCulture, $"{price}; it must be 0 to {MaxPrice}."));

    private static InvalidField? OfCurrency(string? currency) => IsCurrency(currency)
        ? null
        : new InvalidField(
            nameof(Product.Currency),
            FieldFault.BadText,
            $"'{currency}' is no currency code. Send three capital letters (ISO 4217), such as PEN.");

    private static InvalidField? OfStock(int? stock) => stock is null or >= 0
        ? null
        : new InvalidField(
            nameof(Product.Stock), FieldFault.OutOfRange, $"{stock}; it must be at least 0, or null if not tracked.");
}
