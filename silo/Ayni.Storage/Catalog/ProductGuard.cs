using Ayni.Domain;
using Ayni.Domain.Catalog;

namespace Ayni.Storage.Catalog;

/// <summary>Refuses what a store could not keep as it is, so that both accept exactly the same.</summary>
internal static class ProductGuard
{
    /// <summary>Longest product id, in characters.</summary>
    public const int MaxIdLength = 128;

    public static void CheckId(string? productId)
    {
        if (string.IsNullOrEmpty(productId))
            throw new ArgumentException(
                $"{nameof(Product.ProductId)} is empty; it must have 1 to {MaxIdLength} characters.");
        if (productId.Length > MaxIdLength)
            throw new ArgumentException(
                $"{nameof(Product.ProductId)} has {productId.Length} characters; the limit is {MaxIdLength}. "
                + $"It starts with \"{productId[..32]}\".");
        CheckText(productId, nameof(Product.ProductId), productId);
    }

    public static void Check(Product? product)
    {
        if (product is null)
            throw new ArgumentException("A product is null.");
        CheckId(product.ProductId);
        if (product.Name is null)
            throw new ArgumentException($"{nameof(Product.Name)} of product {product.ProductId} is null.");
        if (product.Currency is null)
            throw new ArgumentException($"{nameof(Product.Currency)} of product {product.ProductId} is null.");
        CheckText(product.Name, nameof(Product.Name), product.ProductId);
        CheckText(product.Description, nameof(Product.Description), product.ProductId);
        CheckText(product.Category, nameof(Product.Category), product.ProductId);
        CheckText(product.Brand, nameof(Product.Brand), product.ProductId);
        CheckText(product.Currency, nameof(Product.Currency), product.ProductId);
    }

    private static void CheckText(string? text, string field, string productId)
    {
        if (text is not null && !StorableText.IsStorable(text))
            throw new ArgumentException(
                $"{field} of product \"{StorableText.Escape(productId)}\" holds {StorableText.Problem}: "
                + $"\"{StorableText.Escape(text)}\".");
    }
}
