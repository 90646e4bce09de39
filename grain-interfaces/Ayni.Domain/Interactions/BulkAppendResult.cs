namespace Ayni.Domain.Interactions;

/// <summary>Counts of a bulk append.</summary>
/// <param name="Appended">Interactions written.</param>
/// <param name="Duplicates">Interactions whose event id the log (or an earlier row of the bulk) already held.</param>
/// <param name="Head">Newest readable position afterwards; 0 for an empty log.</param>
public sealed record BulkAppendResult(long Appended, long Duplicates, long Head)
{
    /// <summary>Interactions dropped: of shoppers who were erased, and dated up to then.</summary>
    public long Erased { get; init; }
}
