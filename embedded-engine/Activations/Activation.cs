using Ayni.EmbeddedEngine.Classes;
using Ayni.EmbeddedEngine.References;
using Ayni.EmbeddedEngine.Scheduling;
using Ayni.EmbeddedEngine.Silos;
using Ayni.EmbeddedEngine.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.EmbeddedEngine.Activations;

/// <summary>One instance of a grain on one silo, with its queue of requests and its turns.</summary>
internal sealed partial class Activation : IGrainContext
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _deactivated;
    private readonly AsyncServiceScope _scope;
    private readonly HashSet<GrainTimer> _timers = [];
    private readonly Dictionary<object, object> _components = [];
    private GrainReference? _reference;

    public Activation(GrainId id, GrainClass grainClass, SiloRuntime silo)
    {
        GrainId = id;
        Class = grainClass;
        Silo = silo;
        _deactivated = new TaskCompletionSource(silo.Cluster.Dispatcher.CompletionOptions);
        Turns = new TurnQueue(silo.Cluster.Dispatcher, this);
        _scope = silo.Services.CreateAsyncScope();
        _idleSince = silo.CollectionTime.GetTimestamp();
    }

    public GrainId GrainId { get; }

    public GrainClass Class { get; }

    public SiloRuntime Silo { get; }

    public TurnQueue Turns { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public Task Deactivated => _deactivated.Task;

    public GrainReference GrainReference => _reference ??= GrainReferences.Make(typeof(IGrain), GrainId, Silo.Endpoint);

    public static Activation Of(IGrainBase grain) => grain?.GrainContext as Activation
        ?? throw new InvalidOperationException(
            "Grain was created outside of the Orleans creation process and no runtime was specified.");

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => $"{GrainId} on {Silo.SiloAddress}";

    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        if (!ReferenceEquals(RuntimeContext.Current, this))
        {
            throw new InvalidOperationException(
                $"A timer of {this} was registered outside of its turns, which is the case inside Task.Run.");
        }

        var timer = new GrainTimer(this, callback, options, Silo.GrainTime);
        lock (_gate)
            _timers.Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void OnTimerDisposed(GrainTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    /// <summary>Something other parts of the engine keep with an activation; used in its turns only.</summary>
    public TComponent GetOrAdd<TComponent>(object key, Func<TComponent> make)
        where TComponent : class
    {
        if (!_components.TryGetValue(key, out var component))
            _components[key] = component = make();
        return (TComponent)component;
    }

    private void DisposeTimers()
    {
        GrainTimer[] timers;
        lock (_gate)
            timers = [.. _timers];
        foreach (var timer in timers)
            timer.Dispose();
    }
}
