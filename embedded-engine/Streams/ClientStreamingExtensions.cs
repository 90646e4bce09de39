using Ayni.EmbeddedEngine.Streams;
using Orleans.Streams;

namespace Orleans;

/// <summary>Stream providers of a client.</summary>
public static class ClientStreamingExtensions
{
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        StreamProviders.Get(client.ServiceProvider, name);
}
