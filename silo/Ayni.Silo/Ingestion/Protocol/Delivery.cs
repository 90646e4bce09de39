using Ayni.Domain.Interactions;

namespace Ayni.Silo.Ingestion.Protocol;

/// <summary>One message of a broker, read.</summary>
/// <param name="Lane">
/// Where it came from and can be acknowledged: one assignment of a partition, one channel. A lane that was lost never
/// comes back; the same partition assigned again is another lane.
/// </param>
/// <param name="Sequence">Its place in the lane, strictly increasing.</param>
/// <param name="Interactions">Its events; none where it is refused.</param>
/// <param name="Problem">Why it is refused; null where it is not.</param>
internal sealed record Delivery(
    long Lane, long Sequence, IReadOnlyList<Interaction> Interactions, MessageProblem? Problem = null)
{
    /// <summary>What it counts in limits: its events, and at least one.</summary>
    public int Weight => Math.Max(1, Interactions.Count);
}
