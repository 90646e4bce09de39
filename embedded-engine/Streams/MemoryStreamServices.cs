using Ayni.EmbeddedEngine.Clusters;
using Ayni.EmbeddedEngine.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>Registers stream providers.</summary>
internal static class MemoryStreamServices
{
    public static void Add(IServiceCollection services, string name, bool isConfigured)
    {
        if (isConfigured)
        {
            throw new NotSupportedException(
                $"Memory streams \"{name}\": the embedded engine has no queues or caches to configure.");
        }

        services.AddKeyedSingleton<IStreamProvider>(name, static (services, name) => new MemoryStreamProvider(
            services.GetRequiredService<ClusterRuntime>().Streams.Get((string)name!),
            services.GetRequiredService<CallEndpoint>()));
    }
}
