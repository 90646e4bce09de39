using System.Collections.Concurrent;
using Ayni.EmbeddedEngine.Clusters;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>Streams of a cluster by provider.</summary>
internal sealed class StreamHubs(ClusterRuntime cluster)
{
    private readonly ConcurrentDictionary<string, StreamHub> _hubs = new(StringComparer.Ordinal);

    public StreamHub Get(string provider) => _hubs.GetOrAdd(provider, name => new StreamHub(name, cluster));
}
