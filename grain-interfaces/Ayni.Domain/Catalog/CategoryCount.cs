namespace Ayni.Domain.Catalog;

/// <summary>How many products say that they are in a category.</summary>
/// <param name="Category">Path of the category, as products have it.</param>
/// <param name="Products">Products with just this path, whether they may be recommended or not; at least 1.</param>
public sealed record CategoryCount(string Category, long Products);
