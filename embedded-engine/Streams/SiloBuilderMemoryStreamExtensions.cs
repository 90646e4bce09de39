using Ayni.EmbeddedEngine.Streams;

namespace Orleans.Hosting;

/// <summary>Adds streams to a silo.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    public static ISiloBuilder AddMemoryStreams(
        this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        MemoryStreamServices.Add(builder.Services, name, configure is not null);
        return builder;
    }
}
