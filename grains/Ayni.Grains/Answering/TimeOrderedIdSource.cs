namespace Ayni.Grains.Answering;

/// <summary>Version 7 GUIDs: unique across silos, and in the order of time.</summary>
public sealed class TimeOrderedIdSource(TimeProvider time) : IRecommendationIdSource
{
    /// <inheritdoc/>
    public string Next() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
