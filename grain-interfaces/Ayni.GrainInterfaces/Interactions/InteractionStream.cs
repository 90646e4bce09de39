using Ayni.Domain.Interactions;

namespace Ayni.GrainInterfaces.Interactions;

/// <summary>
/// The stream by which a shop's own silo or client code sends <see cref="Interaction"/>s, one or a batch at a time:
/// <c>client.GetStreamProvider(InteractionStream.Provider).GetStream&lt;Interaction&gt;(StreamId.Create(
/// InteractionStream.Namespace, key)).OnNextBatchAsync(interactions)</c>. What is valid is appended to the log in the
/// order of each stream, once per <see cref="Interaction.EventId"/>; what is not is dropped, counted and logged.
/// </summary>
/// <remarks>
/// A returned publication means: in the stream's queue. How safe that is, the provider decides. The default keeps its
/// queues in the memory of the silos: what was published and not appended yet is lost with the silo that held it. A
/// publisher that must know uses <c>POST /v1/events</c>, a broker, or a durable provider.
/// </remarks>
public static class InteractionStream
{
    /// <summary>
    /// Name of the stream provider. In memory by default; the configuration section
    /// <c>Orleans:Streaming:interactions</c> names another, in silos and clients alike.
    /// </summary>
    public const string Provider = "interactions";

    /// <summary>
    /// Namespace of the streams. Any key will do; one stream is consumed in order by one grain, so a publisher takes
    /// one key, or a few for more at a time, not one a shopper.
    /// </summary>
    public const string Namespace = "ayni.interactions";
}
