using Ayni.Features.Segments;

namespace Ayni.Trainer.Segmenting;

/// <summary>What <c>segments</c> found.</summary>
/// <param name="Version">Hash of the cuts.</param>
/// <param name="FeatureSet">Version of the definitions that shoppers are told apart by.</param>
/// <param name="AsOf">Instant that shoppers were looked at.</param>
/// <param name="LogPosition">Position of the log.</param>
/// <param name="CataloguePosition">Position of the catalogue.</param>
/// <param name="Cuts">Where the fifths end.</param>
/// <param name="Segments">The segments, best first.</param>
/// <param name="Clusters">Clusters on the features; none asked for: empty.</param>
/// <param name="Applied">Shoppers now in their segment; null: it was not asked for.</param>
/// <param name="Kept">Shoppers whom the shop put into another, or who refuse; null: it was not asked for.</param>
internal sealed record SegmentsDocument(
    string Version,
    string FeatureSet,
    DateTimeOffset AsOf,
    long LogPosition,
    long CataloguePosition,
    RfmCuts Cuts,
    IReadOnlyList<SegmentSummary> Segments,
    IReadOnlyList<ClusterSummary> Clusters,
    int? Applied = null,
    int? Kept = null);
