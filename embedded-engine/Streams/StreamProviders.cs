using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>Stream providers by name.</summary>
internal static class StreamProviders
{
    public static IStreamProvider Get(IServiceProvider services, string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentNullException(nameof(name));
        return services.GetKeyedService<IStreamProvider>(name)
            ?? throw new KeyNotFoundException($"Stream provider '{name}' not found");
    }
}
