using Ayni.Domain.Catalog;

namespace Ayni.Grains.Catalog;

/// <summary>What a product must be to be in an answer. The same rule for shards and for the live check.</summary>
public readonly record struct CatalogFilter(string? Category, decimal? MinPrice, decimal? MaxPrice)
{
    /// <summary>Between the parts of a category's path.</summary>
    public const string PathSeparator = " > ";

    /// <summary>Whether the filter looks at the catalogue entry at all.</summary>
    public bool IsEmpty => Category is null && MinPrice is null && MaxPrice is null;

    /// <summary>Whether a catalogued product may be in the answer now.</summary>
    public bool Admits(Product product) =>
        product.IsAvailable && AdmitsCategory(product.Category) && AdmitsPrice(product.Price);

    /// <summary>This category, or a path below it.</summary>
    public bool AdmitsCategory(string? category) =>
        Category is null
        || (category is not null
            && category.StartsWith(Category, StringComparison.Ordinal)
            && (category.Length == Category.Length
                || category.AsSpan(Category.Length).StartsWith(PathSeparator, StringComparison.Ordinal)));

    /// <summary>Within the bounds; with a bound, an unknown price is not.</summary>
    public bool AdmitsPrice(decimal? price) =>
        (MinPrice is null || price >= MinPrice) && (MaxPrice is null || price <= MaxPrice);

    /// <summary>For messages: the conditions, or nothing.</summary>
    public override string ToString()
    {
        List<string> parts = [];
        if (Category is not null)
            parts.Add($"category {Category}");
        if (MinPrice is not null)
            parts.Add(FormattableString.Invariant($"price at least {MinPrice}"));
        if (MaxPrice is not null)
            parts.Add(FormattableString.Invariant($"price at most {MaxPrice}"));
        return string.Join(", ", parts);
    }
}
