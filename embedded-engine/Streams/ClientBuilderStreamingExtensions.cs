using Ayni.EmbeddedEngine.Streams;

namespace Orleans.Hosting;

/// <summary>Adds streams to a client.</summary>
public static class ClientBuilderStreamingExtensions
{
    public static IClientBuilder AddMemoryStreams(
        this IClientBuilder builder, string name, Action<IClusterClientMemoryStreamConfigurator>? configure = null)
    {
        MemoryStreamServices.Add(builder.Services, name, configure is not null);
        return builder;
    }
}
