namespace Ayni.Features.Histories;

/// <summary>Events in the order in which they were applied, so many of them.</summary>
internal sealed class Arrivals
{
    private readonly Queue<FeatureEvent> _events = new();
    private readonly int _capacity;

    /// <param name="capacity">Events held, at least 1.</param>
    public Arrivals(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <summary>Takes an event in.</summary>
    /// <returns>The event that had to go for it; null: none.</returns>
    public FeatureEvent? Add(FeatureEvent happened)
    {
        var forgotten = _events.Count == _capacity ? _events.Dequeue() : null;
        _events.Enqueue(happened);
        return forgotten;
    }
}
