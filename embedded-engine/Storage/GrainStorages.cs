using Ayni.EmbeddedEngine.Classes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Ayni.EmbeddedEngine.Storage;

/// <summary>Storages of a silo by name.</summary>
internal static class GrainStorages
{
    public static IGrainStorage Get(IServiceProvider services, string? name, GrainClass grainClass)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return services.GetService<IGrainStorage>() ?? throw new BadProviderConfigException(
                $"No default storage provider found loading grain type {grainClass.GrainType}.");
        }

        return services.GetKeyedService<IGrainStorage>(name) ?? throw new BadProviderConfigException(
            $"No storage provider named \"{name}\" found loading grain type {grainClass.GrainType}.");
    }
}
