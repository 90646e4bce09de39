using Ayni.EmbeddedEngine.Messaging;

namespace Ayni.EmbeddedEngine.Clusters;

/// <summary>Faults that a simulation injects.</summary>
internal abstract class FaultPlan
{
    /// <summary>What a request fails with instead of being delivered; null to deliver it.</summary>
    public abstract Exception? FailureOf(GrainRequest request);

    /// <summary>Whether the item of a stream is lost.</summary>
    public abstract bool LosesStreamItem(StreamId stream);
}
