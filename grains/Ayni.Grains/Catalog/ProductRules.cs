using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Grains.Catalog;

/// <summary>What the catalogue accepts.</summary>
internal static class ProductRules
{
    private const int MaxNameLength = 512;

    /// <exception cref="AyniException"><c>invalid</c>: a field is out of range.</exception>
    public static void Validate(Product product, string productId)
    {
        ArgumentNullException.ThrowIfNull(product);
        if (product.ProductId != productId)
            throw Invalid($"product_id is {product.ProductId}, but the product addressed is {productId}.");
        if (productId.Length is < 1 or > Interaction.MaxIdLength)
            throw Invalid($"product_id has {productId.Length} characters; 1 to {Interaction.MaxIdLength} can be kept.");
        ValidateName(product.Name);
        ValidateNumbers(product.Price, product.ListPrice, product.Stock);
    }

    /// <exception cref="AyniException"><c>invalid</c>: a field is out of range.</exception>
    public static void Validate(ProductPatch patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        if (patch.Name is not null)
            ValidateName(patch.Name);
        ValidateNumbers(patch.Price, patch.ListPrice, patch.Stock);
    }

    private static void ValidateName(string name)
    {
        if (name.Length is < 1 or > MaxNameLength)
            throw Invalid($"product_name has {name.Length} characters; 1 to {MaxNameLength} can be kept.");
    }

    private static void ValidateNumbers(decimal? price, decimal? listPrice, int? stock)
    {
        if (price < 0 || listPrice < 0)
            throw Invalid(FormattableString.Invariant($"A price is {price ?? listPrice}; it must be at least 0."));
        if (stock < 0)
            throw Invalid($"stock is {stock}; it must be at least 0, or null if it is not tracked.");
    }

    private static AyniException Invalid(string message) => new(ErrorCodes.Invalid, message);
}
