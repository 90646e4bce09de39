using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Answering;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Following;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Scenarios;
using Ayni.GrainInterfaces.Training;
using Ayni.GrainInterfaces.Users;
using Ayni.Storage;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Ayni.Grains.Tests.Shops;

/// <summary>
/// Silos in this process over one SQLite data directory. The stores are open once and
/// shared by the silos, as a database server would be.
/// </summary>
public sealed class ShopCluster : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;

    private ShopCluster(TestCluster cluster, AyniStorage storage, TemporaryFolder? folder)
    {
        Cluster = cluster;
        Storage = storage;
        _folder = folder;
    }

    public TestCluster Cluster { get; }

    public AyniStorage Storage { get; }

    public IInteractionLog Log => Storage.Log;

    public ICatalogStore Catalog => Storage.Catalog;

    public IModelStore Models => Storage.Models;

    public IGrainFactory Grains => Cluster.GrainFactory;

    public IModelRegistryGrain Registry => Grains.GetGrain<IModelRegistryGrain>(ModelNames.Default);

    public IFollowingGrain Following => Grains.GetGrain<IFollowingGrain>(0);

    public ITrainerGrain Trainer => Grains.GetGrain<ITrainerGrain>(ModelNames.Default);

    public static async Task<ShopCluster> StartAsync(ShopClusterOptions? options = null)
    {
        options ??= new ShopClusterOptions();
        var folder = options.DataDirectory is null ? new TemporaryFolder() : null;
        var storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = options.DataDirectory ?? folder!.Path }, TimeProvider.System);
        var builder = new TestClusterBuilder(options.Silos);
        var key = ShopSiloConfigurator.Enter(builder, storage, options);
        var cluster = builder.Build();
        try
        {
            await cluster.DeployAsync();
        }
        catch
        {
            ShopSiloConfigurator.Leave(key);
            await storage.DisposeAsync();
            folder?.Dispose();
            throw;
        }

        return new ShopCluster(cluster, storage, folder) { Key = key };
    }

    private string Key { get; init; } = "";

    public IUserGrain User(string userId) => Grains.GetGrain<IUserGrain>(userId);

    public IProductGrain Product(string productId) => Grains.GetGrain<IProductGrain>(productId);

    /// <summary>Answers for nobody in particular.</summary>
    public IAnswerGrain Answers => Grains.GetGrain<IAnswerGrain>(0);

    public IScenarioLibraryGrain Scenarios => Grains.GetGrain<IScenarioLibraryGrain>(0);

    /// <summary>A service of one silo.</summary>
    public T Service<T>(int silo = 0)
        where T : notnull =>
        Cluster.GetSiloServiceProvider(Cluster.Silos[silo].SiloAddress).GetRequiredService<T>();

    /// <summary>Appends without telling anybody.</summary>
    public Task<IReadOnlyList<AppendResult>> AppendAsync(params Interaction[] interactions) =>
        Log.AppendAsync(interactions);

    /// <summary>Appends, then waits until every silo has applied it, as the gateway does with wait=applied.</summary>
    public async Task<IReadOnlyList<AppendResult>> PostAsync(params Interaction[] interactions)
    {
        var results = await Log.AppendAsync(interactions);
        Assert.True(await Following.WhenApplied(new FollowedPositions(results.Max(result => result.Position), 0)));
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
        ShopSiloConfigurator.Leave(Key);
        await Storage.DisposeAsync();
        _folder?.Dispose();
    }
}
