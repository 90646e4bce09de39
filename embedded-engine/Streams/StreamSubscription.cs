namespace Ayni.EmbeddedEngine.Streams;

/// <summary>Who gets the items of a stream: a grain, or an observer outside of grains.</summary>
internal sealed record StreamSubscription(StreamId StreamId, Guid Id, GrainId? Grain)
{
    /// <summary>What takes the items where the consumer is no grain.</summary>
    public ItemObserver? Observer { get; init; }
}
