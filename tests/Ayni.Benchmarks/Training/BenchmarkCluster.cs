using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Following;
using Ayni.Grains.Hosting;
using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Ayni.Benchmarks.Training;

/// <summary>
/// Silos in this process over one data directory: the real grains, the real stores.
/// </summary>
internal sealed class BenchmarkCluster : IAsyncDisposable
{
    private readonly TestCluster _cluster;
    private readonly AyniStorage _storage;
    private readonly string _key;

    private BenchmarkCluster(TestCluster cluster, AyniStorage storage, string key)
    {
        _cluster = cluster;
        _storage = storage;
        _key = key;
    }

    public ITrainerGrain Trainer => _cluster.GrainFactory.GetGrain<ITrainerGrain>(ModelNames.Default);

    public IModelRegistryGrain Registry => _cluster.GrainFactory.GetGrain<IModelRegistryGrain>(ModelNames.Default);

    /// <summary>A service of the first silo.</summary>
    public T Service<T>()
        where T : notnull =>
        _cluster.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress).GetRequiredService<T>();

    /// <summary>Fills a new data directory with a matrix as interactions.</summary>
    public static async Task FillAsync(string dataDirectory, CsrMatrix matrix, CancellationToken cancellationToken)
    {
        await using var storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = dataDirectory }, TimeProvider.System, cancellationToken);
        await storage.Log.AppendBulkAsync(MatrixInteractions.Of(matrix), null, cancellationToken);
    }

    /// <summary>Starts silos over a data directory.</summary>
    /// <param name="dataDirectory">Filled by <see cref="FillAsync"/>.</param>
    /// <param name="silos">Number of silos.</param>
    /// <param name="threads">Computing threads of all silos together.</param>
    /// <param name="timeline">Told the journal of training.</param>
    /// <param name="traffic">Told the checkpoints.</param>
    public static async Task<BenchmarkCluster> StartAsync(
        string dataDirectory, short silos, int threads, RunTimeline timeline, StoreTraffic traffic)
    {
        var storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = dataDirectory }, TimeProvider.System);
        var builder = new TestClusterBuilder(silos) { Options = { ConfigureFileLogging = false } };
        var grains = new AyniGrainsOptions
        {
            Following = new FollowingOptions { RunsByItself = false },
            Training = new TrainingHostOptions { Threads = Math.Max(1, threads / silos) },
        };
        var key = BenchmarkSiloConfigurator.Enter(builder, new BenchmarkSilo(storage, grains, timeline, traffic));
        var cluster = builder.Build();
        try
        {
            await cluster.DeployAsync();
        }
        catch
        {
            BenchmarkSiloConfigurator.Leave(key);
            await storage.DisposeAsync();
            throw;
        }

        return new BenchmarkCluster(cluster, storage, key);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        BenchmarkSiloConfigurator.Leave(_key);
        await _storage.DisposeAsync();
    }
}
