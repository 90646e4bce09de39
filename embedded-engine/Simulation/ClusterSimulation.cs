using Ayni.EmbeddedEngine.Clusters;
using Ayni.EmbeddedEngine.Hosting;
using Ayni.EmbeddedEngine.Messaging;
using Ayni.EmbeddedEngine.References;
using Ayni.EmbeddedEngine.Scheduling;
using Ayni.EmbeddedEngine.Silos;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Ayni.EmbeddedEngine.Simulation;

/// <summary>
/// A cluster on one thread under a seeded scheduler and a virtual clock, with faults. The same seed gives the same run,
/// as long as grains stay in their turns: no Task.Run, no real I/O, no clock or randomness of their own.
/// </summary>
internal sealed class ClusterSimulation : IDisposable
{
    private readonly SimulationOptions _options;
    private readonly Action<ISiloBuilder> _configure;
    private readonly SimulationDispatcher _dispatcher;
    private readonly ClusterRuntime _cluster;
    private readonly CallEndpoint _endpoint;
    private readonly List<ServiceProvider> _hosts = [];

    public ClusterSimulation(int seed, SimulationOptions options, Action<ISiloBuilder> configure)
    {
        Seed = seed;
        _options = options;
        _configure = configure;
        _dispatcher = new SimulationDispatcher(seed);
        Faults = new SimulationFaults(seed + 1, options);
        _cluster = new ClusterRuntime(_dispatcher, seed + 2) { Faults = Faults, IsStrict = true };
        _endpoint = new CallEndpoint(_cluster, null, Clock, new ClientMessagingOptions());
        Grains = new GrainFactory(_endpoint, new ServiceCollection().BuildServiceProvider());
        for (var i = 0; i < options.Silos; i++)
            StartSilo();
    }

    public int Seed { get; }

    public VirtualClock Clock { get; } = new();

    public SimulationFaults Faults { get; }

    /// <summary>References for the workload.</summary>
    public IGrainFactory Grains { get; }

    public int DeadSilos { get; private set; }

    /// <summary>Hash of the run so far; equal for equal runs.</summary>
    public ulong Trace => _dispatcher.Trace;

    public int Turns { get; private set; }

    /// <summary>Runs a workload to its end.</summary>
    public void Run(Func<Task> workload)
    {
        // A test runner's context would carry continuations off to its own threads, and out of the seed's reach.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            RunToEnd(workload);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Kills a silo and starts another.</summary>
    public void ReplaceSilo()
    {
        var silos = _cluster.ActiveSilos;
        silos[Faults.Pick(silos.Count)].Kill();
        DeadSilos++;
        StartSilo();
    }

    public void Dispose()
    {
        foreach (var silo in _cluster.ActiveSilos)
            silo.Kill();
        _endpoint.Dispose();
        foreach (var host in _hosts)
            host.Dispose();
    }

    private void RunToEnd(Func<Task> workload)
    {
        var done = new TurnQueue(_dispatcher, null).RunAsync(workload);
        for (; !done.IsCompleted; Turns++)
        {
            if (Turns > _options.MaxTurns)
            {
                throw new TimeoutException(
                    $"Simulation with seed {Seed} has not ended after {_options.MaxTurns} turns "
                    + $"({nameof(SimulationOptions)}.{nameof(SimulationOptions.MaxTurns)}).");
            }

            if (!_dispatcher.TryRunOne() && !Clock.TryFireNext())
            {
                throw new InvalidOperationException(
                    $"Simulation with seed {Seed} is stuck: no turn and no timer left.");
            }

            if (Faults.KillsSilo())
                ReplaceSilo();
        }

        done.GetAwaiter().GetResult();
    }

    private void StartSilo()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(_cluster);
        var number = _hosts.Count;
        _configure(SiloBuilder.For(services, null)
            .Configure<SiloOptions>(options => options.SiloName = $"Simulated_{number}")
            .Configure<EndpointOptions>(options => options.SiloPort += number));
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        host.GetRequiredService<SiloRuntime>().Start();
    }
}
