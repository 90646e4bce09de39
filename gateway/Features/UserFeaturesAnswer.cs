using Ayni.GrainInterfaces.Features;

namespace Ayni.Gateway.Features;

/// <summary>Features of a shopper.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="AsOf">Instant that they are told for.</param>
/// <param name="Position">Log position taken into account.</param>
/// <param name="CataloguePosition">Catalogue position that products are of, or a later one.</param>
/// <param name="FeatureSet">Version of the definitions.</param>
/// <param name="SegmentCuts">Version of the cuts that the segment is told by; null: the shop stored none.</param>
/// <param name="Embeddings">Version of the vectors that similarity is told by; null: the shop stored none.</param>
/// <param name="Features">Values by name; null where there is nothing to tell one from.</param>
/// <param name="Moment">Features of the instant itself.</param>
/// <param name="Products">Features before the products asked for.</param>
public sealed record UserFeaturesAnswer(
    string UserId,
    DateTimeOffset AsOf,
    long Position,
    long CataloguePosition,
    string FeatureSet,
    string? SegmentCuts,
    string? Embeddings,
    IReadOnlyDictionary<string, object?> Features,
    IReadOnlyDictionary<string, object?> Moment,
    IReadOnlyList<PairFeaturesAnswer> Products)
{
    /// <summary>The wire form of what a shopper's grain says.</summary>
    public static UserFeaturesAnswer From(string userId, FeatureReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new UserFeaturesAnswer(
            userId, reading.AsOf, reading.Position, reading.CataloguePosition, reading.FeatureSet, reading.SegmentCuts,
            reading.Embeddings, FeatureValues.Of(reading.Features), FeatureValues.Of(reading.Moment),
            [.. reading.Pairs.Select(pair => new PairFeaturesAnswer(pair.ProductId, FeatureValues.Of(pair.Features)))]);
    }
}
