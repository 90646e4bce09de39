using Ayni.Domain.Catalog;

namespace Ayni.Data.Generation;

/// <summary>A made-up article; the catalogue entry is in Spanish.</summary>
/// <param name="Product">Catalogue entry: name, description, category, brand, prices, stock, family, labels.</param>
/// <param name="EnglishName">Name in English.</param>
/// <param name="EnglishDescription">Description in English.</param>
/// <param name="EnglishCategory">Category path in English.</param>
/// <param name="SearchText">What a shopper types to find it, in Spanish.</param>
/// <param name="Theme">Latent theme, 0-based.</param>
public sealed record GeneratedProduct(
    Product Product,
    string EnglishName,
    string EnglishDescription,
    string EnglishCategory,
    string SearchText,
    int Theme);
