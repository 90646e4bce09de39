using System.Collections.Immutable;

namespace Ayni.Data.Retention;

/// <summary>What a run did.</summary>
/// <param name="Deleted">Interactions deleted, by name of the type; a type of which none was is not named.</param>
/// <param name="HeldUntil">
/// Until when another process has the right to delete, which is why nothing was done; null: it was done.
/// </param>
public sealed record RetentionOutcome(
    ImmutableSortedDictionary<string, long> Deleted, DateTimeOffset? HeldUntil = null)
{
    /// <summary>All types together.</summary>
    public long Total => Deleted.Values.Sum();
}
