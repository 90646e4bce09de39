#if ENGINE_EMBEDDED
using Ayni.EmbeddedEngine.Simulation;
using Ayni.Engine.Tests.Calls;
using Ayni.Engine.Tests.Streams;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Ayni.Engine.Tests.Simulation;

public sealed class SimulationTests
{
    private const int Shoppers = 5;
    private const int AddsEach = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_SameSeed_IsSameRun(int seed)
    {
        var options = new SimulationOptions { CallFailure = 0.05, SiloDeath = 0.01 };

        Assert.Equal(Tally<ITallyGrain>(seed, options), Tally<ITallyGrain>(seed, options));
    }

    [Fact]
    public void Run_OtherSeed_IsOtherRun() => Assert.NotEqual(
        Tally<ITallyGrain>(1, new()).Trace, Tally<ITallyGrain>(2, new()).Trace);

    [Fact]
    public void Run_SilosDieAndCallsFail_AcknowledgedAddsAreNeverLost()
    {
        var deaths = 0;
        for (var seed = 0; seed < 50; seed++)
        {
            var run = Tally<ITallyGrain>(seed, new() { Silos = 3, CallFailure = 0.05, SiloDeath = 0.01 });

            Assert.InRange(run.Total, run.Acknowledged, Shoppers * AddsEach);
            deaths += run.DeadSilos;
        }

        Assert.InRange(deaths, 50, int.MaxValue);
    }

    [Fact]
    public void Run_CarelessGrain_SomeSeedLosesCountsAndReplays()
    {
        var failing = Enumerable.Range(0, 20)
            .Select(seed => (Seed: seed, Run: Tally<ICarelessTallyGrain>(seed, new())))
            .First(one => one.Run.Total < one.Run.Acknowledged);

        Assert.Equal(failing.Run, Tally<ICarelessTallyGrain>(failing.Seed, new()));
    }

    [Fact]
    public void Run_CallHangs_TimesOutInVirtualTime()
    {
        using var simulation = Make(1, new());
        var start = simulation.Clock.GetUtcNow();

        simulation.Run(async () =>
        {
            using var never = new CancellationTokenSource();
            await Assert.ThrowsAsync<TimeoutException>(
                () => simulation.Grains.GetGrain<ICallGrain>("hangs").WaitForToken(never.Token));
        });

        Assert.InRange((simulation.Clock.GetUtcNow() - start).TotalSeconds, 30, 32);
    }

    [Fact]
    public void Run_StreamItemsLost_RestArrivesInOrder()
    {
        const int count = 100;
        var key = Probe.NewKey();
        using var simulation = Make(3, new() { StreamLoss = 0.3 });

        simulation.Run(async () =>
        {
            for (var i = 1; i <= count; i++)
                await simulation.Grains.GetGrain<IListenerGrain>("source").PublishWake(key, new Wake("test", i));
            simulation.Faults.IsOn = false;
            await simulation.Grains.GetGrain<IListenerGrain>("source").PublishWake(key, new Wake("test", count + 1));
            while (!Probe.Noted($"{key} test").Contains($"{count + 1}"))
                await Task.Delay(TimeSpan.FromSeconds(1), simulation.Clock);
        });

        var arrived = Probe.Noted($"{key} test").Select(int.Parse).ToArray();
        Assert.InRange(arrived.Length, 50, 90);
        Assert.Equal(arrived.Order(), arrived);
    }

    [Fact]
    public void Run_NothingLeftToDo_SaysStuckOrGivesUp()
    {
        using var simulation = Make(1, new() { MaxTurns = 1_000 });
        var never = new TaskCompletionSource();

        var thrown = Assert.Throws<TimeoutException>(() => simulation.Run(() => never.Task));

        Assert.Contains("seed 1", thrown.Message, StringComparison.Ordinal);
    }

    private static ClusterSimulation Make(int seed, SimulationOptions options) => new(
        seed,
        options,
        static silo => silo.AddMemoryGrainStorageAsDefault().AddMemoryStreams(EngineCluster.StreamProvider));

    /// <summary>Shoppers add at the same time to one tally; those told so count as acknowledged.</summary>
    private static Outcome Tally<TGrain>(int seed, SimulationOptions options)
        where TGrain : ITallyGrain
    {
        using var simulation = Make(seed, options);
        var acknowledged = 0;
        var total = 0;
        simulation.Run(async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(_ => ShopAsync()));
            simulation.Faults.IsOn = false;
            total = await simulation.Grains.GetGrain<TGrain>("tally").Get();
        });
        return new(acknowledged, total, simulation.DeadSilos, simulation.Turns, simulation.Trace);

        async Task ShopAsync()
        {
            for (var i = 0; i < AddsEach; i++)
            {
                try
                {
                    await simulation.Grains.GetGrain<TGrain>("tally").Add();
                    acknowledged++;
                }
                catch (SiloUnavailableException)
                {
                    // The shopper does not know whether it was counted.
                }
            }
        }
    }

    private sealed record Outcome(int Acknowledged, int Total, int DeadSilos, int Turns, ulong Trace);
}
#endif
