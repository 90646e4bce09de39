using System.Collections.Concurrent;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces;
using Ayni.Grains.Hosting;
using Ayni.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Ayni.Benchmarks.Training;

/// <summary>
/// Configures every silo of a cluster. Orleans makes it by its type, so what it needs is found by a
/// key in the configuration.
/// </summary>
public sealed class BenchmarkSiloConfigurator : ISiloConfigurator
{
    private const string KeyName = "BenchmarkCluster";
    private const string Untimed = "untimed";

    private static readonly ConcurrentDictionary<string, BenchmarkSilo> Entered = [];

    internal static string Enter(TestClusterBuilder builder, BenchmarkSilo silo)
    {
        var key = Guid.NewGuid().ToString("N");
        Entered[key] = silo;
        builder.Properties[KeyName] = key;
        builder.AddSiloBuilderConfigurator<BenchmarkSiloConfigurator>();
        return key;
    }

    internal static void Leave(string key) => Entered.TryRemove(key, out _);

    public void Configure(ISiloBuilder siloBuilder)
    {
        ArgumentNullException.ThrowIfNull(siloBuilder);
        var silo = Entered[siloBuilder.Configuration[KeyName]!];
        siloBuilder.UseInMemoryReminderService();
        var services = siloBuilder.Services;
        services.AddAyniStorage(silo.Storage);
        services.AddAyniGrains(silo.Grains);
        services.AddAyniGrainStorage(Untimed);
        services.AddGrainStorage(GrainStorageNames.Default, (provider, _) => new TimedGrainStorage(
            provider.GetRequiredKeyedService<IGrainStorage>(Untimed), silo.Timeline));
        services.AddSingleton<IModelStore>(
            new TimedModelStore(silo.Storage.Models, silo.Traffic, TimeProvider.System));
    }
}
