using Ayni.Domain.Catalog;

namespace Ayni.Content;

/// <summary>What is written about one product, or any other text to compare with products.</summary>
public sealed record ProductText
{
    /// <summary>What separates the parts of <see cref="Product.Category"/>.</summary>
    private const char CategorySeparator = '>';

    /// <summary>Name, or the whole of a text that has no fields.</summary>
    public string Name { get; init; } = "";

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Parts of the category's path, outermost first.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Labels of the shop.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The texts of a product.</summary>
    public static ProductText Of(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return new ProductText
        {
            Name = product.Name,
            Description = product.Description,
            Categories = PartsOf(product.Category),
            Brand = product.Brand,
            Tags = product.Tags,
        };
    }

    /// <summary>Parts of a category's path, outermost first; none of an empty one.</summary>
    /// <param name="category">Parts separated by " &gt; "; null for none.</param>
    public static IReadOnlyList<string> PartsOf(string? category) => category is null
        ? []
        : category.Split(
            CategorySeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>All of it as one text, a sentence a field.</summary>
    public string ToPlainText() => string.Join(
        ". ",
        new[] { Name, Description, string.Join(", ", Categories), Brand, string.Join(", ", Tags) }
            .Where(part => !string.IsNullOrWhiteSpace(part)));
}
