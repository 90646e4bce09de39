using Ayni.Content;
using Ayni.Domain.Catalog;
using Ayni.Features.Embeddings;
using Ayni.Features.Keywords;

namespace Ayni.Features.Histories;

/// <summary>
/// What features take of a product's catalogue entry. The catalogue holds each product as it is now, so these are the
/// facts of the moment of computing, whatever the instant that is asked for.
/// </summary>
/// <param name="Price">Price asked; null: unknown.</param>
/// <param name="ListPrice">Price before discount; null: unknown.</param>
/// <param name="Currency">Of both; null only without a price.</param>
/// <param name="Category">Path of the category, trimmed; null: none.</param>
/// <param name="Brand">Brand, trimmed; null: none.</param>
/// <param name="AddedAt">When the shop took it in; null: unknown.</param>
public sealed record ProductFacts(
    decimal? Price, decimal? ListPrice, string? Currency, string? Category, string? Brand, DateTimeOffset? AddedAt)
{
    /// <summary>Words of name, category, brand and description; null: none.</summary>
    public ProductWords? Words { get; init; }

    /// <summary>Its keywords, best first, with commas between; null: none, or the shop stored no counts.</summary>
    public string? Keywords { get; init; }

    /// <summary>Its vector; null: none, or the shop stored none.</summary>
    public ProductVector? Vector { get; init; }

    /// <summary>Time up to which its vector knows what was done; it says nothing of an instant up to then.</summary>
    public DateTimeOffset VectorKnownUntil { get; init; }

    /// <summary>
    /// Share taken off the list price, 0 to 1; 0 without a list price above the price; null without a price.
    /// </summary>
    public double? Discount => Price is not { } price
        ? null
        : ListPrice is { } list && list > price ? (double)((list - price) / list) : 0;

    /// <summary>The facts of an entry; null of none.</summary>
    /// <param name="product">The entry.</param>
    /// <param name="keywords">Counts that its keywords are told by; null: none are told.</param>
    /// <param name="embeddings">Vectors of products; null: none.</param>
    public static ProductFacts? Of(
        Product? product, StoredKeywords? keywords = null, StoredEmbeddings? embeddings = null) => product is null
        ? null
        : new ProductFacts(
            product.Price, product.ListPrice, product.Currency, TextOf(product.Category), TextOf(product.Brand),
            product.AddedAt)
        {
            Words = ProductWords.Of(product),
            Keywords = keywords?.TextOf(ProductText.Of(product)),
            Vector = embeddings?.Of(product.ProductId),
            VectorKnownUntil = embeddings?.KnownUntil ?? default,
        };

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
