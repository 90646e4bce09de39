using Ayni.Domain.Copies;

namespace Ayni.Data.Copies;

/// <summary>What became of a registered folder.</summary>
/// <param name="Copy">The folder as it was registered before.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="RowsRemoved">Rows fewer, by table.</param>
/// <param name="Problem">Why it could not be purged; null: it could, or it was not tried.</param>
public sealed record CopyPurge(
    LogCopy Copy, CopyOutcome Outcome, IReadOnlyDictionary<string, long> RowsRemoved, string? Problem = null);
