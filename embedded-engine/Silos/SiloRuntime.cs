using System.Collections.Concurrent;
using System.Net;
using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Classes;
using Ayni.EmbeddedEngine.Clusters;
using Ayni.EmbeddedEngine.Messaging;
using Ayni.EmbeddedEngine.References;
using Ayni.EmbeddedEngine.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Ayni.EmbeddedEngine.Silos;

/// <summary>One silo: its activations, clocks and options.</summary>
internal sealed class SiloRuntime : ILocalSiloDetails, IDisposable
{
    private static int _generation;

    private readonly ConcurrentDictionary<Activation, byte> _activations = new();
    private readonly ClusterOptions _clusterOptions;
    private ITimer? _collector;
    private int _status = (int)SiloStatus.Created;

    public SiloRuntime(IServiceProvider services, ClusterRuntime cluster)
    {
        Services = services;
        Cluster = cluster;
        Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger<SiloRuntime>();
        GrainTime = Clock(TimeProviderNames.Grains);
        CollectionTime = Clock(TimeProviderNames.ActivationManagement);
        StreamTime = Clock(Orleans.Streams.StreamingTimeProviderNames.Streaming);
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        _clusterOptions = services.GetRequiredService<IOptions<ClusterOptions>>().Value;
        var ports = services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        var address = ports.AdvertisedIPAddress ?? IPAddress.Loopback;
        var generation = Interlocked.Increment(ref _generation);
        SiloAddress = SiloAddress.New(address, ports.SiloPort, generation);
        GatewayAddress = SiloAddress.New(address, ports.GatewayPort, generation);
        Name = services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName is { Length: > 0 } name
            ? name
            : $"Silo_{generation}";
        Endpoint = new CallEndpoint(
            cluster,
            this,
            Clock(TimeProviderNames.Messaging),
            services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value);
        GrainFactory = new GrainFactory(Endpoint, services);
        Workers = new StatelessWorkers(this);
        Reminders = new ReminderService(
            cluster.Reminders,
            this,
            Clock(Orleans.Reminders.ReminderTimeProviderNames.Reminders),
            services.GetRequiredService<IOptions<Orleans.Hosting.ReminderOptions>>().Value);
    }

    public IServiceProvider Services { get; }

    public ClusterRuntime Cluster { get; }

    public ILogger Logger { get; }

    public TimeProvider GrainTime { get; }

    public TimeProvider CollectionTime { get; }

    public TimeProvider StreamTime { get; }

    public GrainCollectionOptions Collection { get; }

    public CallEndpoint Endpoint { get; }

    public GrainFactory GrainFactory { get; }

    public StatelessWorkers Workers { get; }

    public ReminderService Reminders { get; }

    public string Name { get; }

    public string ClusterId => _clusterOptions.ClusterId;

    public string DnsHostName => Environment.MachineName;

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }

    public SiloStatus Status => (SiloStatus)Volatile.Read(ref _status);

    public int ActivationCount => _activations.Count;

    public IEnumerable<Activation> Activations => _activations.Keys;

    /// <summary>Whether calls may be made from here: from the start until the end of a graceful stop.</summary>
    public bool CanCall => Status is SiloStatus.Active or SiloStatus.ShuttingDown;

    public Exception CannotCallException() => Status is SiloStatus.Created or SiloStatus.Joining
        ? new InvalidOperationException(
            $"Silo {Name} has not started, so no grain can be called. Start the host, or call from a hosted service "
            + "registered after UseOrleans.")
        : new SiloUnavailableException($"Silo {Name} at {SiloAddress} is {Status}; it makes no calls any more.");

    public Activation Make(GrainId id, GrainClass grainClass)
    {
        var made = new Activation(id, grainClass, this);
        _activations[made] = 0;
        return made;
    }

    public void Remove(Activation activation)
    {
        _activations.TryRemove(activation, out _);
        if (activation.Class.MaxLocalWorkers > 0)
            Workers.Remove(activation);
        else
            Cluster.Remove(activation);
    }

    public TimeSpan AgeLimitOf(GrainClass grainClass)
    {
        if (grainClass.KeepAlive)
            return TimeSpan.MaxValue;
        if (Collection.ClassSpecificCollectionAge.TryGetValue(grainClass.Type.FullName!, out var age))
            return age;
        return grainClass.AgeLimit ?? Collection.CollectionAge;
    }

    public void Start()
    {
        if (Collection.CollectionQuantum <= TimeSpan.Zero || Collection.CollectionAge <= Collection.CollectionQuantum)
        {
            throw new OrleansConfigurationException(
                $"{nameof(GrainCollectionOptions)}.{nameof(GrainCollectionOptions.CollectionAge)} is "
                + $"{Collection.CollectionAge}; it must be more than {nameof(GrainCollectionOptions.CollectionQuantum)}"
                + $", {Collection.CollectionQuantum}, which must be more than zero.");
        }

        using (ExecutionContext.SuppressFlow())
        {
            _collector = CollectionTime.CreateTimer(
                static silo => ((SiloRuntime)silo!).Collect(null),
                this,
                Collection.CollectionQuantum,
                Collection.CollectionQuantum);
        }

        Volatile.Write(ref _status, (int)SiloStatus.Active);
        Cluster.Join(this);
        Reminders.Start();
        Logger.LogInformation(
            "Silo {Name} at {Address} started in the embedded engine, in this process only", Name, SiloAddress);
    }

    /// <summary>Deactivates everything, then leaves.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.CompareExchange(ref _status, (int)SiloStatus.ShuttingDown, (int)SiloStatus.Active)
            != (int)SiloStatus.Active)
        {
            return;
        }

        Reminders.Stop();
        Cluster.Leave(this);
        _collector?.Dispose();
        while (!_activations.IsEmpty)
        {
            var here = _activations.Keys.OrderBy(static activation => activation.GrainId).ToArray();
            foreach (var activation in here)
                activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo is stopping."));
            await Task.WhenAll(here.Select(static activation => activation.Deactivated));
        }

        Volatile.Write(ref _status, (int)SiloStatus.Dead);
        Endpoint.Dispose();
    }

    /// <summary>Dies at once: no deactivation, no answers.</summary>
    public void Kill()
    {
        if (Interlocked.Exchange(ref _status, (int)SiloStatus.Dead) == (int)SiloStatus.Dead)
            return;
        Reminders.Stop();
        Cluster.Leave(this);
        _collector?.Dispose();
        var exception = new SiloUnavailableException(
            $"The target silo {SiloAddress} became unavailable; whether the call took effect is not known.");
        foreach (var activation in _activations.Keys.OrderBy(static activation => activation.GrainId))
            activation.Kill(exception);
        Endpoint.Dispose();
    }

    public void Collect(TimeSpan? age)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The activation was idle.");
        foreach (var activation in _activations.Keys.OrderBy(static activation => activation.GrainId))
            activation.CollectIfIdle(age, reason);
    }

    public void Dispose() => Kill();

    private TimeProvider Clock(string key) => Services.GetRequiredKeyedService<TimeProvider>(key);
}
