using Ayni.Content;
using Ayni.Domain.Catalog;

namespace Ayni.Features.Histories;

/// <summary>The different words of a product's entry. Equal if they are the same words in the same order.</summary>
public sealed class ProductWords : IEquatable<ProductWords>
{
    /// <summary>Words taken: of name, category and brand first, then of the description.</summary>
    public const int MaxWords = 16;

    private ProductWords(IReadOnlyList<string> words) => (Words, Text) = (words, string.Join(' ', words));

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The words, with a blank between two.</summary>
    public string Text { get; }

    /// <summary>Those of an entry; null where it has none.</summary>
    public static ProductWords? Of(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return OfTexts(product.Name, product.Category, product.Brand, product.Description);
    }

    /// <summary>Those of some texts; null where they have none.</summary>
    public static ProductWords? OfTexts(params IEnumerable<string?> texts) =>
        PlainWords.Of(texts, MaxWords) is { Count: > 0 } words ? new ProductWords(words) : null;

    /// <inheritdoc/>
    public bool Equals(ProductWords? other) => Text == other?.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ProductWords);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
