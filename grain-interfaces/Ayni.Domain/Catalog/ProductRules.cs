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

    /// <summary>Prices for store views and customer groups of one product.</summary>
    public const int MaxPrices = 256;

    /// <summary>What such a price must be for.</summary>
    public const string ViewRemedy = "Send a store, a group or both, and each combination once.";

    /// <summary>Earliest moment at which a shop took a product in.</summary>
    public static readonly DateTimeOffset EarliestAddedAt = DateTimeOffset.UnixEpoch;

    /// <summary>The moment before which it did; later ones are slips of a unit or of a year.</summary>
    public static readonly DateTimeOffset LatestAddedAt = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

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
                ?? OfPrices(product.Prices)
                ?? OfCurrency(product)
                ?? OfStock(product.Stock)
                ?? OfFamily(product.ParentId)
                ?? AttributeRules.ProblemOf(nameof(Product.Tags), product.Tags)
                ?? AttributeRules.ProblemOf(nameof(Product.Stores), product.Stores)
                ?? AttributeRules.ProblemOf(nameof(Product.Groups), product.Groups)
                ?? OfAddedAt(product.AddedAt)
                ?? AttributeRules.ProblemOf(nameof(Product.Attributes), product.Attributes);

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
                ?? (patch.Prices is null ? null : OfPrices(patch.Prices))
                ?? OfCode(patch.Currency)
                ?? OfCode(patch.DefaultCurrency)
                ?? OfStock(patch.Stock)
                ?? OfFamily(patch.ParentId)
                ?? OfTexts(nameof(ProductPatch.Tags), patch.Tags)
                ?? OfTexts(nameof(ProductPatch.Stores), patch.Stores)
                ?? OfTexts(nameof(ProductPatch.Groups), patch.Groups)
                ?? OfAddedAt(patch.AddedAt)
                ?? AttributeRules.ProblemOf(nameof(ProductPatch.Attributes), patch.Attributes);

    /// <summary>
    /// What a patch that is right by itself can make wrong in a product: a price without a currency, or too many
    /// attributes. Null if nothing is.
    /// </summary>
    public static InvalidField? ProblemOfPatched(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return OfCurrency(product) ?? AttributeRules.ProblemOf(nameof(Product.Attributes), product.Attributes);
    }

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

    private static InvalidField? OfPrices(ViewPrices? prices)
    {
        if (prices is null)
            return new InvalidField(nameof(Product.Prices), FieldFault.Missing, "Null. Send an empty list.");
        if (prices.Count > MaxPrices)
            return new InvalidField(
                nameof(Product.Prices),
                FieldFault.OutOfRange,
                $"Has {prices.Count} prices. Send at most {MaxPrices}.");
        var known = new HashSet<ShopView>();
        return prices.Select(price => OfPrice(price) ?? (known.Add(price.View.Key) ? null : Again(price.View)))
            .FirstOrDefault(problem => problem is not null);
    }

    private static InvalidField? OfPrice(ViewPrice? price) => price is null
        ? new InvalidField(nameof(Product.Prices), FieldFault.Missing, $"Holds null. {ViewRemedy}")
        : OfViewName(price.View.Store)
            ?? OfViewName(price.View.Group)
            ?? OfPrice(nameof(Product.Prices), price.Price)
            ?? OfPrice(nameof(Product.Prices), price.ListPrice)
            ?? (price.View.IsNowhere
                ? new InvalidField(
                    nameof(Product.Prices), FieldFault.Missing, $"One for neither a store nor a group. {ViewRemedy}")
                : null);

    private static InvalidField Again(ShopView view) => new(
        nameof(Product.Prices), FieldFault.BadText, $"Two for {view}. {ViewRemedy}");

    private static InvalidField? OfViewName(string? name) =>
        name is not null && AttributeRules.ProblemOf(name) is { } wrong
            ? new InvalidField(nameof(Product.Prices), wrong.Fault, wrong.Reason)
            : null;

    private static InvalidField? OfCurrency(Product product) => product.Currency is null && product.IsPriced
        ? new InvalidField(
            nameof(Product.Currency),
            FieldFault.Missing,
            "A price without a currency. Send three capital letters (ISO 4217), such as PEN, with the price.")
        : OfCode(product.Currency);

    private static InvalidField? OfCode(string? currency) => currency is null || IsCurrency(currency)
        ? null
        : new InvalidField(
            nameof(Product.Currency),
            FieldFault.BadText,
            $"'{currency}' is no currency code. Send three capital letters (ISO 4217), such as PEN.");

    private static InvalidField? OfFamily(string? parentId) =>
        parentId is null ? null : ExternalIds.ProblemOf(nameof(Product.ParentId), parentId);

    private static InvalidField? OfTexts(string field, TextSet? texts) =>
        texts is null ? null : AttributeRules.ProblemOf(field, texts);

    private static InvalidField? OfAddedAt(DateTimeOffset? time) =>
        time is null || (time >= EarliestAddedAt && time < LatestAddedAt)
            ? null
            : new InvalidField(
                nameof(Product.AddedAt),
                FieldFault.OutOfRange,
                $"{time:O}; it must be from {EarliestAddedAt:yyyy} on and before {LatestAddedAt:yyyy}.");

    private static InvalidField? OfStock(int? stock) => stock is null or >= 0
        ? null
        : new InvalidField(
            nameof(Product.Stock), FieldFault.OutOfRange, $"{stock}; it must be at least 0, or null if not tracked.");
}
