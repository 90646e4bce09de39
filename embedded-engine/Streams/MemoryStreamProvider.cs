using Ayni.EmbeddedEngine.Messaging;
using Orleans.Streams;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>Streams as one silo or client sees them.</summary>
internal sealed class MemoryStreamProvider(StreamHub hub, CallEndpoint endpoint) : IStreamProvider
{
    public string Name => hub.Provider;

    /// <summary>Nothing is kept to rewind to.</summary>
    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(hub, streamId, endpoint);
}
