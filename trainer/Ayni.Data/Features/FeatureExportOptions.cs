namespace Ayni.Data.Features;

/// <summary>What an export of features holds.</summary>
public sealed record FeatureExportOptions
{
    /// <summary>Instant of the snapshots; null: a millisecond after the newest interaction.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Only events from this time on get a row, of what all before them did; null: all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// Rows of events that are worked out again from the log before them. <value>Default 100; range 0 and up.</value>
    /// </summary>
    public int CheckedRows { get; init; } = 100;
}
