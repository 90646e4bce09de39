using System.Collections.Concurrent;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Grains.Hosting;
using Ayni.Storage;
using Microsoft.Extensions.Configuration;
using Orleans.TestingHost;

namespace Ayni.Grains.Tests.Shops;

/// <summary>
/// Configures every silo and the client of a test's cluster. Orleans makes it by its type, so what it needs is found
/// by a key in the configuration.
/// </summary>
public sealed class ShopSiloConfigurator : ISiloConfigurator, IClientBuilderConfigurator
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
        builder.AddClientBuilderConfigurator<ShopSiloConfigurator>();
        return key;
    }

    public static void Leave(string key) => Entered.TryRemove(key, out _);

    public void Configure(ISiloBuilder siloBuilder)
    {
        var (storage, options) = Entered[siloBuilder.Configuration[KeyName]!];
        siloBuilder.AddMemoryStreams(WakeStreams.Provider);
        siloBuilder.AddMemoryGrainStorage("PubSubStore");
        siloBuilder.Services.AddAyniGrainStorage(GrainStorageNames.Default);
        siloBuilder.UseInMemoryReminderService();
        siloBuilder.Services.AddAyniStorage(storage);
        siloBuilder.Services.AddAyniGrains(options.Grains);
        options.ConfigureServices?.Invoke(siloBuilder.Services);
    }

    public void Configure(IConfiguration configuration, IClientBuilder clientBuilder) =>
        clientBuilder.AddMemoryStreams(WakeStreams.Provider);
}
