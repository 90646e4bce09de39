using Ayni.Features.Definitions;

namespace Ayni.Data.Features;

/// <summary>What an export is made of: with the same log and catalogue, the same files.</summary>
/// <param name="FeatureSet">Version of the definitions.</param>
/// <param name="AsOf">Instant of the snapshots.</param>
/// <param name="Since">Time of the first event that has a row; null: the log's first.</param>
/// <param name="LogPosition">Position of the log up to which it was read.</param>
/// <param name="CataloguePosition">Position of the catalogue as it was read.</param>
/// <param name="SegmentCuts">Version of the cuts that segments were told by; null: the shop stored none.</param>
/// <param name="KeywordCounts">Version of the counts that keywords were told by; null: the shop stored none.</param>
/// <param name="Embeddings">Version of the products' vectors that similarity was told by; null: the shop stored none.
/// </param>
/// <param name="TimeZone">The shop's time zone.</param>
/// <param name="Interactions">Interactions with a product.</param>
/// <param name="Checked">Rows worked out again from the log before them, and found equal.</param>
/// <param name="Files">The files.</param>
/// <param name="Features">Every definition.</param>
public sealed record FeatureManifest(
    string FeatureSet,
    DateTimeOffset AsOf,
    DateTimeOffset? Since,
    long LogPosition,
    long CataloguePosition,
    string? SegmentCuts,
    string? KeywordCounts,
    string? Embeddings,
    string TimeZone,
    long Interactions,
    int Checked,
    IReadOnlyList<FeatureFile> Files,
    IReadOnlyList<FeatureDescription> Features);
