using Ayni.Domain.Interactions;

namespace Ayni.Wire.Events;

/// <summary>The valid events of one request.</summary>
/// <param name="Interactions">In the order they were sent.</param>
/// <param name="DerivedIds">Ids that were made from an idempotency key.</param>
/// <param name="IgnoredFields">Paths of fields that mean nothing to us.</param>
internal sealed record EventBatch(
    IReadOnlyList<Interaction> Interactions,
    IReadOnlySet<string> DerivedIds,
    IReadOnlyList<string> IgnoredFields);
