using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Runtime.Hosting;

/// <summary>Adds grain storages of one's own.</summary>
public static class StorageProviderExtensions
{
    public static IServiceCollection AddGrainStorage<T>(
        this IServiceCollection collection,
        string name,
        Func<IServiceProvider, string, T> implementationFactory)
        where T : IGrainStorage
    {
        collection.AddKeyedSingleton<IGrainStorage>(
            name, (services, key) => implementationFactory(services, (string)key!));
        if (string.Equals(name, ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, StringComparison.Ordinal))
        {
            collection.TryAddSingleton(static services => services.GetRequiredKeyedService<IGrainStorage>(
                ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME));
        }

        return collection;
    }
}
