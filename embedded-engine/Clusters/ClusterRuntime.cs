using System.Collections.Concurrent;
using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Classes;
using Ayni.EmbeddedEngine.Messaging;
using Ayni.EmbeddedEngine.References;
using Ayni.EmbeddedEngine.Reminders;
using Ayni.EmbeddedEngine.Scheduling;
using Ayni.EmbeddedEngine.Silos;
using Ayni.EmbeddedEngine.Storage;
using Ayni.EmbeddedEngine.Streams;
using Ayni.EmbeddedEngine.Strict;

namespace Ayni.EmbeddedEngine.Clusters;

/// <summary>The silos of one cluster, all in this process, with their directory, reminders and streams.</summary>
internal sealed class ClusterRuntime
{
    /// <summary>Environment variable that turns strict mode on when it is "1".</summary>
    public const string StrictVariable = "AYNI_ENGINE_STRICT";

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<GrainId, Activation> _directory = new();
    private readonly Placement _placement;
    private SiloRuntime[] _silos = [];

    public ClusterRuntime()
        : this(ThreadPoolDispatcher.Instance, seed: 1)
    {
    }

    public ClusterRuntime(TurnDispatcher dispatcher, int seed)
    {
        Dispatcher = dispatcher;
        _placement = new Placement(seed);
        Reminders = new ReminderTable();
        Streams = new StreamHubs(this);
    }

    public TurnDispatcher Dispatcher { get; }

    /// <summary>Every message is copied, and one that a silo could not send to another is refused.</summary>
    public bool IsStrict { get; init; } = Environment.GetEnvironmentVariable(StrictVariable) == "1";

    public FaultPlan? Faults { get; init; }

    public ReminderTable Reminders { get; }

    public StreamHubs Streams { get; }

    public ConcurrentDictionary<string, MemoryStore> MemoryStores { get; } = new(StringComparer.Ordinal);

    /// <summary>Silos that take new activations, by address.</summary>
    public IReadOnlyList<SiloRuntime> ActiveSilos => Volatile.Read(ref _silos);

    public void Join(SiloRuntime silo)
    {
        lock (_gate)
            Volatile.Write(ref _silos, [.. _silos.Append(silo).OrderBy(static one => one.SiloAddress)]);
    }

    /// <summary>The silo takes no new activations any more.</summary>
    public void Leave(SiloRuntime silo)
    {
        lock (_gate)
            Volatile.Write(ref _silos, [.. _silos.Where(one => one != silo)]);
    }

    public bool TryFind(GrainId id, out Activation? activation) => _directory.TryGetValue(id, out activation);

    public void Remove(Activation activation) =>
        _directory.TryRemove(new KeyValuePair<GrainId, Activation>(activation.GrainId, activation));

    /// <summary>Gives a request to the activation of a grain, which is made if there is none.</summary>
    public void Send(GrainRequest request, GrainId id, CallEndpoint origin)
    {
        if (Dispatcher.Delay is { } delay)
            SendLater(delay, request, id, origin);
        else
            Deliver(request, id, origin);
    }

    /// <summary>Tells the sender of a request how it ended.</summary>
    public void Reply(GrainRequest request, Task outcome)
    {
        if (Dispatcher.Delay is { } delay)
            ReplyLater(delay, request, outcome);
        else
            request.Complete(outcome);
    }

    public void CopyArguments(object?[] arguments, GrainMethod method)
    {
        if (!IsStrict)
            return;
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = MessageCopier.Copy(arguments[i], $"argument {i} of {method}");
    }

    public T Copy<T>(T value, GrainMethod method) =>
        IsStrict ? (T)MessageCopier.Copy(value, $"result of {method}")! : value;

    private static void ReplyLater(Action<Action> delay, GrainRequest request, Task outcome) =>
        delay(() => request.Complete(outcome));

    private void SendLater(Action<Action> delay, GrainRequest request, GrainId id, CallEndpoint origin) =>
        delay(() => Deliver(request, id, origin));

    private void Deliver(GrainRequest request, GrainId id, CallEndpoint origin)
    {
        try
        {
            if (Faults?.FailureOf(request) is { } failure)
            {
                request.Fail(failure);
                return;
            }

            var grainClass = GrainClassMap.Default.Get(id.Type);
            while (!FindOrMake(id, grainClass, origin).TryReceive(request))
            {
                // The activation ended between the two steps; it has left the directory by then.
            }
        }
        catch (Exception exception)
        {
            request.Fail(exception);
        }
    }

    private Activation FindOrMake(GrainId id, GrainClass grainClass, CallEndpoint origin)
    {
        if (grainClass.MaxLocalWorkers > 0)
            return _placement.LocalSilo(ActiveSilos, origin).Workers.Choose(id, grainClass);
        if (_directory.TryGetValue(id, out var found))
            return found;
        lock (_gate)
        {
            if (_directory.TryGetValue(id, out found))
                return found;
            var made = _placement.Choose(ActiveSilos, id, grainClass, origin).Make(id, grainClass);
            _directory[id] = made;
            return made;
        }
    }
}
