using System.Text.Json;
using Ayni.Data.Import;
using Ayni.Domain.Imports;

namespace Ayni.Gateway.Imports;

/// <summary>An import, and what became of it.</summary>
public sealed record ImportAnswer
{
    /// <summary>Its id; ids sort by time.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is.</summary>
    public required ImportState State { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this was last true.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<ImportedFile> Files { get; init; }

    /// <summary>The mapping it is imported by: what a look found, or what was sent.</summary>
    public required JsonElement Mapping { get; init; }

    /// <summary>What is as well to know: columns not used, types not known, times taken as UTC.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What is being taken: interactions, then products; null before the first row.</summary>
    public ImportTarget? Step { get; init; }

    /// <summary>Share of that step that is done, 0 to 1; 1 at the end.</summary>
    public double Progress { get; init; }

    /// <summary>Rows taken so far in that step.</summary>
    public long Rows { get; init; }

    /// <summary>What became of the rows of interactions; null until it has ended, or without such files.</summary>
    public RowCounts? Interactions { get; init; }

    /// <summary>What became of the rows of products; null until it has ended, or without such files.</summary>
    public RowCounts? Products { get; init; }

    /// <summary>Interactions new in the log.</summary>
    public long Appended { get; init; }

    /// <summary>Interactions that the log held already.</summary>
    public long Duplicates { get; init; }

    /// <summary>
    /// Interactions dropped: of shoppers who were erased, and dated up to then. With the new ones and those held
    /// already they are the rows kept.
    /// </summary>
    public long Erased { get; init; }

    /// <summary>Catalogue entries inserted or replaced.</summary>
    public int ProductsWritten { get; init; }

    /// <summary>
    /// Refused rows that <c>GET /v1/imports/{id}/rejected</c> gives: all, unless they were more than are kept. Null
    /// until it has ended.
    /// </summary>
    public long? RejectedRows { get; init; }

    /// <summary>Why it failed, and what to do; null: it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>True while something is still to come.</summary>
    internal bool IsUnderWay => State is ImportState.Queued or ImportState.Running;
}
