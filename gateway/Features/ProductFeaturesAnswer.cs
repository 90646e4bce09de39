using Ayni.GrainInterfaces.Features;

namespace Ayni.Gateway.Features;

/// <summary>Features of a product.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="AsOf">Instant that they are told for.</param>
/// <param name="Position">Log position taken into account.</param>
/// <param name="CataloguePosition">Catalogue position of its entry, or a later one.</param>
/// <param name="FeatureSet">Version of the definitions.</param>
/// <param name="KeywordCounts">Version of the counts that keywords are told by; null: the shop stored none.</param>
/// <param name="Features">Values by name; null where there is nothing to tell one from.</param>
public sealed record ProductFeaturesAnswer(
    string ProductId,
    DateTimeOffset AsOf,
    long Position,
    long CataloguePosition,
    string FeatureSet,
    string? KeywordCounts,
    IReadOnlyDictionary<string, object?> Features)
{
    /// <summary>The wire form of what a product's grain says.</summary>
    public static ProductFeaturesAnswer From(string productId, FeatureReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new ProductFeaturesAnswer(
            productId, reading.AsOf, reading.Position, reading.CataloguePosition, reading.FeatureSet,
            reading.KeywordCounts, FeatureValues.Of(reading.Features));
    }
}
