using Ayni.EmbeddedEngine.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ayni.EmbeddedEngine.Hosting;

/// <summary>What silos and clients share.</summary>
internal static class EngineServices
{
    public static void AddEngine(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);

        // Every area's clock is the host's, unless that area was given one of its own.
        services.TryAddKeyedSingleton<TimeProvider>(
            KeyedService.AnyKey, static (provider, _) => provider.GetRequiredService<TimeProvider>());
        services.TryAddSingleton<ClusterRuntime>(static _ => new ClusterRuntime());
    }
}
