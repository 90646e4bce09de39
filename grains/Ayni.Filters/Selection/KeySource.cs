using Ayni.Filters.Expressions;

namespace Ayni.Filters.Selection;

/// <summary>A product of which one text alone is asked.</summary>
internal sealed class KeySource : IAttributeSource
{
    /// <summary>The text's key; null: it has none.</summary>
    public string? Key { get; set; }

    public string? Text(ProductAttribute attribute) => Key;

    public bool? Truth(ProductAttribute attribute) => throw NotAsked(attribute);

    public decimal? Exact(ProductAttribute attribute) => throw NotAsked(attribute);

    public double? Approximate(ProductAttribute attribute) => throw NotAsked(attribute);

    public IReadOnlyList<string> List(ProductAttribute attribute) => throw NotAsked(attribute);

    public long? Ticks(ProductAttribute attribute) => throw NotAsked(attribute);

    private static InvalidOperationException NotAsked(ProductAttribute attribute) =>
        new($"A condition on one text asks for {attribute.Name}.");
}
