using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;

namespace Ayni.Grains.Catalog;

/// <summary>
/// One product's newest interactions, and counts in which each is halved every half-life. Keeps no shopper's id, so
/// that erasing a shopper leaves nothing here. Applied by position, like a shopper's history.
/// </summary>
public sealed class DecayedCounters(int capacity)
{
    private readonly Queue<(InteractionType Type, DateTimeOffset Timestamp)> _events = new();

    /// <summary>Log position up to which everything of this product was applied.</summary>
    public long Position { get; private set; }

    /// <summary>Reads what the log has of a product after <see cref="Position"/>.</summary>
    public async Task CatchUpAsync(
        IInteractionLog log, string productId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        var head = await log.GetHeadAsync(cancellationToken);
        if (head > Position)
        {
            var newest = await log.ReadNewestByProductAsync(productId, capacity, Position, cancellationToken);
            Apply(newest, head);
        }
    }

    /// <summary>Applies interactions in position order; those seen before are ignored.</summary>
    /// <param name="interactions">The newest of this product after <see cref="Position"/>.</param>
    /// <param name="head">Position up to which the reading was complete.</param>
    public void Apply(IEnumerable<LoggedInteraction> interactions, long head)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        foreach (var logged in interactions.Where(logged => logged.Position > Position))
        {
            if (_events.Count == capacity)
                _events.Dequeue();
            _events.Enqueue((logged.Interaction.Type, logged.Interaction.Timestamp));
            Position = logged.Position;
        }

        Position = Math.Max(Position, head);
    }

    /// <summary>
    /// Whether any interaction counted may be one of those; the shop's own types are not told apart.
    /// </summary>
    public bool HoldsAny(IReadOnlyCollection<AgedInteractions> aged)
    {
        ArgumentNullException.ThrowIfNull(aged);
        return _events.Any(happened => aged.Any(
            those => those.Type == happened.Type && happened.Timestamp < those.Before));
    }

    /// <summary>
    /// Σ 2^−(age / half-life) over the interactions of a type; an age under 0 (a clock ahead) counts as 0.
    /// </summary>
    public double CountOf(InteractionType type, DateTimeOffset now, TimeSpan halfLife) => _events
        .Where(happened => happened.Type == type)
        .Sum(happened => Math.Pow(2, -Math.Max(0, (now - happened.Timestamp) / halfLife)));

    /// <summary>The same less that of another type, at least 0: purchases less returns, carts less removals.</summary>
    public double NetCountOf(
        InteractionType type, InteractionType takenBy, DateTimeOffset now, TimeSpan halfLife) =>
        Math.Max(0, CountOf(type, now, halfLife) - CountOf(takenBy, now, halfLife));
}
