using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;

namespace Ayni.Storage;

/// <summary>Registers the stores.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Registers the log, the catalogue, the model store and the change signal as singletons. The schema is made on
    /// first use, or earlier by <see cref="IStorageInitializer"/>.
    /// </summary>
    public static IServiceCollection AddAyniStorage(this IServiceCollection services, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddMetrics();
        services.AddSingleton(provider => new AyniStorage(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Log);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Catalog);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Models);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Imports);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Erased);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Copies);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Keys);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Erasures);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Consents);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Retention);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().UserInteractions);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().LogPressure);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Audit);
        services.AddSingleton(provider => provider.GetRequiredService<AyniStorage>().Changes);
        return services.AddSingleton<IStorageInitializer>(provider => provider.GetRequiredService<AyniStorage>());
    }

    /// <summary>
    /// Registers stores that are already open, for several silos of one process. The caller disposes of them.
    /// </summary>
    public static IServiceCollection AddAyniStorage(this IServiceCollection services, AyniStorage storage)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(storage);
        // As instances: what a factory returns, the container disposes of.
        services.AddSingleton(storage);
        services.AddSingleton(storage.Log);
        services.AddSingleton(storage.Catalog);
        services.AddSingleton(storage.Models);
        services.AddSingleton(storage.Imports);
        services.AddSingleton(storage.Erased);
        services.AddSingleton(storage.Copies);
        services.AddSingleton(storage.Keys);
        services.AddSingleton(storage.Erasures);
        services.AddSingleton(storage.Consents);
        services.AddSingleton(storage.Retention);
        services.AddSingleton(storage.UserInteractions);
        services.AddSingleton(storage.LogPressure);
        services.AddSingleton(storage.Audit);
        services.AddSingleton(storage.Changes);
        return services.AddSingleton<IStorageInitializer>(storage);
    }

    /// <summary>
    /// Registers a grain storage provider over the registered stores, under the name that <c>[PersistentState]</c>
    /// gives, for the silo's service.
    /// </summary>
    public static IServiceCollection AddAyniGrainStorage(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return services.AddGrainStorage(
            name,
            static (provider, _) => provider.GetRequiredService<AyniStorage>().GrainStorageOf(
                provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
    }
}
