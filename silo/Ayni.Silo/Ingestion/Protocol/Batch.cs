using System.Collections.Immutable;
using Ayni.Domain.Interactions;

namespace Ayni.Silo.Ingestion.Protocol;

/// <summary>Deliveries that are appended in one commit.</summary>
/// <param name="Deliveries">In the order they came.</param>
internal sealed record Batch(ImmutableArray<Delivery> Deliveries)
{
    public int Weight { get; } = Deliveries.Sum(delivery => delivery.Weight);

    /// <summary>Deliveries that hold events.</summary>
    public int Messages { get; } = Deliveries.Count(delivery => delivery.Interactions.Count > 0);

    public IReadOnlyList<Interaction> Interactions() =>
        [.. Deliveries.SelectMany(delivery => delivery.Interactions)];
}
