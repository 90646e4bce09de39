using System.Collections.Concurrent;
using Ayni.GrainInterfaces;
using Ayni.Grains.Hosting;
using Ayni.Storage;
using Orleans.TestingHost;

namespace Ayni.Grains.Tests.Shops;

/// <summary>
/// Configures every silo of a test's cluster. Orleans makes it by its type, so what it needs is found
/// by a key in the configuration.
/// </summary>
public sealed class ShopSiloConfigurator : ISiloConfigurator
{
    private const string KeyName = "ShopCluster";

    private static readonly ConcurrentDictionary<string, (AyniStorage Storage, ShopClusterOptions Options)> Entered =
        [];

    public static string Enter(TestClusterBuilder builder, AyniStorage storage, ShopClusterOptions options)
    {
        var key = Guid.NewGuid().ToString("N");
        Entered[key] = (storage, options);
        builder.Properties[KeyName] = key;
        builder.AddSiloBuilderConfigurator<ShopSiloConfigurator>();
        return key;
    }

    public static void Leave(string key) => Entered.TryRemove(key, out _);

    public void Configure(ISiloBuilder siloBuilder)
    {
        var (storage, options) = Entered[siloBuilder.Configuration[KeyName]!];
        siloBuilder.Services.AddAyniGrainStorage(GrainStorageNames.Default);
        siloBuilder.UseInMemoryReminderService();
        siloBuilder.Services.AddAyniStorage(storage);
        siloBuilder.Services.AddAyniGrains(options.Grains);
        options.ConfigureServices?.Invoke(siloBuilder.Services);
    }
}
