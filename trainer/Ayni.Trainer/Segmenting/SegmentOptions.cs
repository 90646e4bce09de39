namespace Ayni.Trainer.Segmenting;

/// <summary>What <c>segments</c> is asked for.</summary>
/// <param name="Directory">Folder for files; null: none.</param>
/// <param name="AsOf">Instant; null: a millisecond after the newest interaction.</param>
/// <param name="Clusters">Clusters wanted; 0: none.</param>
/// <param name="Seed">Seed of the clusters.</param>
/// <param name="IsSpanish">Labels in Spanish.</param>
/// <param name="Apply">Puts shoppers into their segments.</param>
internal sealed record SegmentOptions(
    string? Directory, DateTimeOffset? AsOf, int Clusters, int Seed, bool IsSpanish, bool Apply);
