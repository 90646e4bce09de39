#if ENGINE_EMBEDDED
using Ayni.Engine.Tests.Calls;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Ayni.Engine.Tests.Lifecycle;

/// <summary>What goes by the host's clock in the embedded engine and by the system's in Orleans.</summary>
public sealed class CollectionTests : IAsyncLifetime
{
    private readonly string _key = Probe.NewKey();
    private TestCluster _cluster = null!;

    private static FakeTimeProvider Clock { get; set; } = null!;

    private ILifeGrain Grain => _cluster.Client.GetGrain<ILifeGrain>(_key);

    public async Task InitializeAsync()
    {
        Clock = new FakeTimeProvider();
        var builder = new TestClusterBuilder(1);
        builder.AddSiloBuilderConfigurator<SiloSetup>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Collection_IdleForItsAge_Deactivates()
    {
        await Grain.GetActivation();

        Clock.Advance(TimeSpan.FromMinutes(14));
        await Grain.GetActivation();
        Clock.Advance(TimeSpan.FromMinutes(14));
        var before = Probe.Noted(_key);
        Clock.Advance(TimeSpan.FromMinutes(2));
        await Probe.Signalled($"{_key} disposed");

        Assert.Equal(["activated"], before);
        Assert.Equal(["activated", "deactivated ActivationIdle"], Probe.Noted(_key));
    }

    [Fact]
    public async Task Collection_DelayedDeactivation_StaysForThatTime()
    {
        await Grain.KeepFor(TimeSpan.FromHours(2));

        Clock.Advance(TimeSpan.FromMinutes(119));
        var before = Probe.Noted(_key);
        Clock.Advance(TimeSpan.FromMinutes(2));
        await Probe.Signalled($"{_key} disposed");

        Assert.Equal(["activated"], before);
    }

    [Fact]
    public async Task Call_PastResponseTimeout_FailsByTheClockOfItsSilo()
    {
        var silo = _cluster.GetSiloServiceProvider();
        var call = silo.GetRequiredService<IGrainFactory>().GetGrain<ICallGrain>(_key).HangUntil($"{_key} release");

        Clock.Advance(TimeSpan.FromSeconds(29));
        var before = call.IsCompleted;
        Clock.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.False(before);
        Probe.Signal($"{_key} release");
    }

    public sealed class SiloSetup : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) =>
            siloBuilder.Services.AddSingleton<TimeProvider>(Clock);
    }
}
#endif
