using Ayni.EmbeddedEngine.Streams;
using Orleans.Streams;

namespace Orleans;

/// <summary>Stream providers of a grain's silo.</summary>
public static class GrainStreamingExtensions
{
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
        GetStreamProvider((IGrainBase)grain, name);

    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
        StreamProviders.Get(grain.GrainContext.ActivationServices, name);
}
