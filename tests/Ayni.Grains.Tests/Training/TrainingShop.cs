using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Following;
using Ayni.Grains.Hosting;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;
using Ayni.Storage;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Reminders;

namespace Ayni.Grains.Tests.Training;

/// <summary>
/// A shop whose data outlive its silos, for tests of training: four groups of shoppers, each fond of a quarter of the
/// products, enough of both for seven blocks a side.
/// </summary>
internal sealed class TrainingShop : IAsyncDisposable
{
    public const int Users = 120;
    public const int Products = 114;

    /// <summary>How long a test waits for what it knows must come; reached only when it fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static readonly TrainingOptions Options = new() { Rank = 6, Sweeps = 3, Blocks = 4, JudgedShare = 0 };

    private readonly TemporaryFolder _folder;

    private TrainingShop(
        ShopCluster cluster, TemporaryFolder folder, StoreGate gate, FakeTimeProvider reminderClock,
        MovableClock clock)
    {
        (ReminderClock, Clock) = (reminderClock, clock);
        Cluster = cluster;
        _folder = folder;
        Gate = gate;
    }

    public StoreGate Gate { get; }

    /// <summary>The clock of the reminders alone.</summary>
    public FakeTimeProvider ReminderClock { get; }

    /// <summary>The clock of runs and schedules.</summary>
    public MovableClock Clock { get; }

    public ShopCluster Cluster { get; private set; }

    private TimeSpan CheckpointInterval { get; init; }

    public ITrainerGrain Trainer => Cluster.Trainer;

    /// <param name="silos">Silos at the start.</param>
    /// <param name="filled">Whether the log holds <see cref="Interactions"/>.</param>
    /// <param name="checkpointInterval">By default none: each half-sweep is stored before the next begins.</param>
    public static async Task<TrainingShop> OpenAsync(
        short silos, bool filled = true, TimeSpan checkpointInterval = default)
    {
        var gate = new StoreGate();
        var folder = new TemporaryFolder();
        var (reminders, clock) = (new FakeTimeProvider(), new MovableClock());
        var shop = new TrainingShop(
            await StartAsync(silos, folder.Path, gate, reminders, clock, checkpointInterval), folder, gate, reminders,
            clock)
        {
            CheckpointInterval = checkpointInterval,
        };
        if (filled)
            await shop.Cluster.AppendAsync([.. Interactions()]);
        return shop;
    }

    /// <summary>What happened, in order; the same each time.</summary>
    public static IEnumerable<Interaction> Interactions()
    {
        var random = new Random(7);
        for (var number = 0; number < Users * 12; number++)
        {
            var user = number % Users;
            var group = random.NextDouble() < 0.85 ? user % 4 : random.Next(4);
            var rank = (int)(random.NextDouble() * (Products / 4));
            yield return SampleShop.Event(
                $"e{number}",
                string.Create(CultureInfo.InvariantCulture, $"u{user:D3}"),
                string.Create(CultureInfo.InvariantCulture, $"p{(4 * rank) + group:D3}"),
                random.Next(2) == 0 ? InteractionType.View : InteractionType.Purchase,
                SampleShop.Start.AddMinutes(number));
        }
    }

    /// <summary>Trains and waits for the end, cleaning up included.</summary>
    public async Task<TrainingStatus> TrainAsync(TrainingOptions options)
    {
        var ended = WhenCleanedUp();
        await Trainer.Start(options);
        await ended.WaitAsync(Patience);
        return await Trainer.GetStatus();
    }

    /// <summary>The end of the next run: its files are deleted after its last state was saved.</summary>
    public Task WhenCleanedUp() => Gate.WhenAsync(
        done => done.IsDeletion && done.Key.StartsWith("runs/", StringComparison.Ordinal)
            && done.Key.Count(character => character == '/') == 3 && done.Key.EndsWith('/'));

    /// <summary>User ids and factors of a run after its last half-sweep, from what its blocks wrote.</summary>
    public (string[] Ids, float[] Factors) TrainedUsers(TrainingStatus run)
    {
        var ids = IdList.FromBytes(Gate.Written(RunKeys.Ids(ModelNames.Default, run.RunId!, FactorSide.Users)));
        var last = (2 * run.Options!.Sweeps) + 1;
        var blocks = Enumerable.Range(0, run.Options.Blocks)
            .Select(block => new FactorBlockKey(ModelNames.Default, run.RunId!, FactorSide.Users, block))
            .Select(block => BlockCheckpoint.FromBytes(Gate.Written(RunKeys.Checkpoint(block, last))));
        return (ids, [.. blocks.SelectMany(block => block.Factors)]);
    }

    public async Task<ModelVersion> PublishedAsync(string version) =>
        (await Cluster.Registry.Get()).Versions.Single(known => known.Version == version);

    /// <summary>Whether a silo holds the membership table; on Orleans no loss is noticed without it.</summary>
    public bool IsPrimary(SiloAddress silo) => silo.Equals(Cluster.Cluster.Primary?.SiloAddress);

    /// <summary>Kills a silo: nothing is handed over.</summary>
    public Task KillAsync(SiloAddress silo) =>
        Cluster.Cluster.KillSiloAsync(Cluster.Cluster.GetSiloForAddress(silo)!);

    /// <summary>A trainer on a silo that may be killed: which one that is shows when it clears away old runs.</summary>
    public async Task<(ITrainerGrain Trainer, SiloAddress Silo)> TrainerOffPrimaryAsync()
    {
        for (var number = 0; ; number++)
        {
            var (name, trainer) = ($"model-{number}", Cluster.Grains.GetGrain<ITrainerGrain>($"model-{number}"));
            var cleared = Gate.WhenAsync(done => done.IsDeletion && done.Key == RunKeys.Model(name));
            await trainer.Start(Options with { Blocks = 7 });
            await trainer.Cancel();
            var silo = (await cleared.WaitAsync(Patience)).Silo;
            if (!IsPrimary(silo))
                return (trainer, silo);
        }
    }

    /// <summary>Ends the cluster and starts another one on the same data.</summary>
    public async Task RestartAsync(short silos)
    {
        await Cluster.DisposeAsync();
        Cluster = await StartAsync(silos, _folder.Path, Gate, ReminderClock, Clock, CheckpointInterval);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }

    private static Task<ShopCluster> StartAsync(
        short silos, string folder, StoreGate gate, FakeTimeProvider reminderClock, MovableClock clock,
        TimeSpan checkpointInterval) =>
        ShopCluster.StartAsync(new ShopClusterOptions
        {
            Silos = silos,
            DataDirectory = folder,
            Grains = new AyniGrainsOptions
            {
                Following = new FollowingOptions { RunsByItself = false },
                Training = new TrainingHostOptions
                {
                    Threads = 1,
                    RetryDelay = TimeSpan.FromMilliseconds(10),
                    CheckpointInterval = checkpointInterval,
                },
            },
            ConfigureServices = services =>
            {
                services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, reminderClock);
                services.AddSingleton(
                    provider => ActivatorUtilities.CreateInstance<RunServices>(provider) with { Time = clock });
                services.AddAyniGrainStorage(GrainStorageNames.Default);
                // A killed silo is noticed within a second instead of within half a minute.
                services.Configure<ClusterMembershipOptions>(membership =>
                {
                    membership.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                    membership.NumMissedProbesLimit = 1;
                    membership.NumVotesForDeathDeclaration = 1;
                });
                services.AddSingleton<IModelStore>(provider => new GatedModelStore(
                    provider.GetRequiredService<AyniStorage>().Models,
                    gate,
                    provider.GetRequiredService<ILocalSiloDetails>().SiloAddress));
            },
        });
}
