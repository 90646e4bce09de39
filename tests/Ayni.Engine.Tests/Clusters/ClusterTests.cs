using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Ayni.Engine.Tests.Clusters;

/// <summary>Several silos; each test has a cluster of its own, since it ends silos.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private TestCluster _cluster = null!;

    private static readonly string[] Keys = [.. Enumerable.Range(0, 40).Select(i => $"{Probe.NewKey()}-{i}")];

    public async Task InitializeAsync()
    {
        var builder = new TestClusterBuilder(3);
        builder.AddSiloBuilderConfigurator<SiloSetup>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Grains_SeveralSilos_SpreadWithOneActivationAKey()
    {
        var activations = await Task.WhenAll(Keys.Select(key => Grain(key).GetActivation()));
        var silos = await Task.WhenAll(Keys.Select(key => Grain(key).GetSilo()));

        Assert.InRange(silos.Distinct().Count(), 2, 3);
        foreach (var silo in _cluster.Silos)
        {
            var factory = _cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<IGrainFactory>();
            var seen = await Task.WhenAll(Keys.Select(key => factory.GetGrain<IPlacedGrain>(key).GetActivation()));
            Assert.Equal(activations, seen);
        }
    }

    [Fact]
    public async Task Placement_PreferLocal_IsSiloOfCaller()
    {
        foreach (var key in Keys)
            Assert.Equal(await Grain(key).GetSilo(), await Grain(key).GetSiloOfNeighbour($"near {key}"));
    }

    [Fact]
    public async Task StopSilo_Gracefully_DeactivatesAndGrainsMove()
    {
        var (stopped, keys) = await PutOnSilosAsync();

        await _cluster.StopSiloAsync(stopped);

        foreach (var key in keys)
        {
            Assert.Contains("ShuttingDown", Probe.Noted(key));
            Assert.Equal(key.Length, await Grain(key).Get());
            Assert.NotEqual(stopped.SiloAddress.ToString(), await Grain(key).GetSilo());
        }
    }

    [Fact]
    public async Task KillSilo_CallInFlight_FailsAndNextCallsWorkElsewhere()
    {
        var (killed, keys) = await PutOnSilosAsync();
        var hanging = Grain(keys[0]).HangUntil($"{keys[0]} never");
        await Probe.Signalled($"{keys[0]} hangs");

        await _cluster.KillSiloAsync(killed);

        // Orleans' client may only find out by the time it takes; the embedded engine knows at once.
        var failure = await Record.ExceptionAsync(() => hanging);
        Assert.True(failure is SiloUnavailableException or TimeoutException, $"{failure}");
        await _cluster.WaitForLivenessToStabilizeAsync(didKill: true);
        foreach (var key in keys)
        {
            Assert.NotEqual(killed.SiloAddress.ToString(), await Grain(key).GetSilo());
            Assert.Equal(key.Length, await Grain(key).Get());
#if ENGINE_EMBEDDED
            // Orleans' in-process silo still deactivates what it can while it is torn down.
            Assert.Empty(Probe.Noted(key));
#endif
        }
    }

    [Fact]
    public async Task StartAdditionalSilo_Started_TakesGrains()
    {
        var added = await _cluster.StartAdditionalSiloAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();

        Assert.Equal(4, _cluster.Silos.Count);
        Assert.Equal(4, (await _cluster.Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count);
        var factory = _cluster.GetSiloServiceProvider(added.SiloAddress).GetRequiredService<IGrainFactory>();
        Assert.Equal(
            added.SiloAddress.ToString(), await factory.GetGrain<INeighbourGrain>(Probe.NewKey()).GetSilo());
    }

    private IPlacedGrain Grain(string key) => _cluster.Client.GetGrain<IPlacedGrain>(key);

    /// <summary>Gives every grain a state; returns a silo that is not the first, and the keys of its grains.</summary>
    private async Task<(SiloHandle Silo, string[] Keys)> PutOnSilosAsync()
    {
        var keys = Keys.Select(_ => Probe.NewKey()).ToArray();
        var silos = new Dictionary<string, List<string>>();
        foreach (var key in keys)
        {
            await Grain(key).Put(key.Length);
            var silo = await Grain(key).GetSilo();
            if (!silos.TryGetValue(silo, out var there))
                silos[silo] = there = [];
            there.Add(key);
        }

        var chosen = _cluster.SecondarySilos.First(silo => silos.ContainsKey(silo.SiloAddress.ToString()));
        return (chosen, [.. silos[chosen.SiloAddress.ToString()]]);
    }

    public sealed class SiloSetup : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) =>
            siloBuilder.Services.AddGrainStorage(SharedStorage.Name, static (_, _) => new SharedStorage());
    }
}
