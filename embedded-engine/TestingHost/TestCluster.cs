using System.Collections.ObjectModel;
using Ayni.EmbeddedEngine.Clusters;
using Ayni.EmbeddedEngine.Silos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Several silos and a client in this process.</summary>
public class TestCluster : IDisposable, IAsyncDisposable
{
    private readonly List<SiloHandle> _silos = [];
    private readonly ClusterRuntime _cluster;
    private readonly TestClusterHosts _hosts;
    private IHost? _client;
    private int _startedInstances;
    private int _disposed;

    internal TestCluster(TestClusterOptions options, IConfiguration configuration)
    {
        Options = options;
        _cluster = new ClusterRuntime();
        _hosts = new TestClusterHosts(options, configuration, _cluster);
    }

    public TestClusterOptions Options { get; }

    public SiloHandle? Primary => Silos.FirstOrDefault(static silo => silo.InstanceNumber == 0);

    public IReadOnlyList<SiloHandle> SecondarySilos => [.. Silos.Where(static silo => silo.InstanceNumber != 0)];

    public ReadOnlyCollection<SiloHandle> Silos
    {
        get
        {
            lock (_silos)
                return new([.. _silos]);
        }
    }

    public IClusterClient Client => _client?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException(
            "The test cluster client is unavailable because the cluster has not been deployed or has been stopped.");

    public IGrainFactory GrainFactory => Client;

    public IServiceProvider ServiceProvider => Client.ServiceProvider;

    public void Deploy() => DeployAsync().GetAwaiter().GetResult();

    public async Task DeployAsync()
    {
        if (Silos.Count > 0)
            throw new InvalidOperationException("Cluster host already deployed.");
        try
        {
            await StartAdditionalSilosAsync(Options.InitialSilosCount);
            if (Options.InitializeClientOnDeploy)
                await InitializeClientAsync();
        }
        catch
        {
            await StopAllSilosAsync();
            throw;
        }
    }

    public async Task InitializeClientAsync()
    {
        _client = _hosts.MakeClient();
        await _client.StartAsync();
    }

    public SiloHandle StartAdditionalSilo(bool startAdditionalSiloOnNewPort = false) =>
        StartAdditionalSiloAsync(startAdditionalSiloOnNewPort).GetAwaiter().GetResult();

    public async Task<SiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort = false) =>
        (await StartAdditionalSilosAsync(1, startAdditionalSiloOnNewPort))[0];

    public async Task<List<SiloHandle>> StartAdditionalSilosAsync(
        int silosToStart, bool startAdditionalSiloOnNewPort = false)
    {
        var started = new List<SiloHandle>();
        for (var i = 0; i < silosToStart; i++)
        {
            var silo = await StartSiloAsync((short)_startedInstances++);
            started.Add(silo);
            lock (_silos)
                _silos.Add(silo);
        }

        return started;
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null)
    {
        var handle = silo is null ? Silos[0] : GetSiloForAddress(silo);
        return ((InProcessSiloHandle?)handle)?.ServiceProvider
            ?? throw new ArgumentException($"The provided silo address '{silo}' is unknown.", nameof(silo));
    }

    public IEnumerable<SiloHandle> GetActiveSilos() => Silos.Where(static silo => silo.IsActive);

    public SiloHandle? GetSiloForAddress(SiloAddress siloAddress) =>
        GetActiveSilos().FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    /// <summary>Silos of one process know of each other at once, so there is nothing to wait for.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    /// <summary>Stops a silo gracefully: its activations are deactivated.</summary>
    public async Task StopSiloAsync(SiloHandle instance)
    {
        await instance.StopSiloAsync(true);
        Forget(instance);
    }

    /// <summary>Kills a silo: nothing is deactivated, calls in flight fail.</summary>
    public async Task KillSiloAsync(SiloHandle instance)
    {
        ((InProcessSiloHandle)instance).ServiceProvider.GetRequiredService<SiloRuntime>().Kill();
        await instance.StopSiloAsync(false);
        Forget(instance);
    }

    public async Task<SiloHandle?> RestartSiloAsync(SiloHandle instance)
    {
        await StopSiloAsync(instance);
        var silo = await StartSiloAsync(instance.InstanceNumber);
        lock (_silos)
            _silos.Add(silo);
        return silo;
    }

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        foreach (var silo in Silos.Reverse())
            await StopSiloAsync(silo);
    }

    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    public async Task StopClusterClientAsync()
    {
        if (_client is null)
            return;
        await _client.StopAsync();
        _client.Dispose();
        _client = null;
    }

    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        var silos = Silos;
        await StopAllSilosAsync();
        foreach (var silo in silos)
            await silo.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<SiloHandle> StartSiloAsync(short instance)
    {
        var name = instance == 0 ? "Primary" : $"Secondary_{instance}";
        var host = _hosts.MakeSilo(instance, name);
        await host.StartAsync();
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        return new InProcessSiloHandle
        {
            Name = name,
            InstanceNumber = instance,
            ClusterOptions = Options,
            SiloHost = host,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
        };
    }

    private void Forget(SiloHandle silo)
    {
        lock (_silos)
            _silos.Remove(silo);
    }
}
