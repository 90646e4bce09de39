using Ayni.EmbeddedEngine.Messaging;
using Orleans.Storage;

namespace Ayni.EmbeddedEngine.Activations;

// Which request runs when. Fields here are guarded by _gate.
internal sealed partial class Activation
{
    private readonly LinkedList<GrainRequest> _waiting = new();
    private readonly HashSet<GrainRequest> _running = [];
    private Dictionary<Guid, int>? _reentrantSections;
    private ActivationState _state = ActivationState.Activating;
    private GrainRequest? _blocking;
    private int _waitingThatMayOvertake;
    private long _idleSince;

    /// <summary>Number of requests running or waiting, for choosing among stateless workers.</summary>
    public int Load
    {
        get
        {
            lock (_gate)
                return _running.Count + _waiting.Count;
        }
    }

    /// <summary>
    /// Takes a request; false if this activation has ended and another must be found. The first one begins it, so that
    /// whoever caused an activation that fails is told so.
    /// </summary>
    public bool TryReceive(GrainRequest request)
    {
        lock (_gate)
        {
            if (_state == ActivationState.Invalid)
                return false;
            request.Target = this;
            if (_state == ActivationState.Valid && MayStart(request))
            {
                Start(request);
                return true;
            }

            _waiting.AddLast(request);
            if (MayOvertake(request))
                _waitingThatMayOvertake++;
            if (!_begun)
                Begin();
            return true;
        }
    }

    public void EnterReentrantSection(Guid id)
    {
        lock (_gate)
        {
            _reentrantSections ??= [];
            _reentrantSections[id] = _reentrantSections.GetValueOrDefault(id) + 1;
        }
    }

    public void ExitReentrantSection(Guid id)
    {
        lock (_gate)
        {
            if (_reentrantSections is null || !_reentrantSections.TryGetValue(id, out var depth))
                return;
            if (depth == 1)
                _reentrantSections.Remove(id);
            else
                _reentrantSections[id] = depth - 1;
        }
    }

    private static bool MayOvertake(GrainRequest request) =>
        request.AlwaysInterleave || request.ReadOnly
        || RequestContext.ReentrancyIdOf(request.ContextData) != Guid.Empty;

    /// <summary>The rule of Orleans, in its order.</summary>
    private bool MayStart(GrainRequest request)
    {
        if (_running.Count == 0 || request.AlwaysInterleave || _blocking is null)
            return true;
        if (_blocking.ReadOnly && request.ReadOnly)
            return true;
        return _reentrantSections is { Count: > 0 }
            && RequestContext.ReentrancyIdOf(request.ContextData) is var id
            && id != Guid.Empty
            && _reentrantSections.ContainsKey(id);
    }

    private void Start(GrainRequest request)
    {
        _running.Add(request);
        if (_blocking is null && !Class.Reentrant && !request.AlwaysInterleave)
            _blocking = request;
        Turns.Post(static request => ((GrainRequest)request!).Target!.Run((GrainRequest)request), request);
    }

    private void StartWaiting()
    {
        while (_waiting.First is { } first && MayStart(first.Value))
            StartWaiting(first);
        for (var node = _waiting.First; node is not null && _waitingThatMayOvertake > 0;)
        {
            var next = node.Next;
            if (MayOvertake(node.Value) && MayStart(node.Value))
                StartWaiting(node);
            node = next;
        }
    }

    private void StartWaiting(LinkedListNode<GrainRequest> node)
    {
        _waiting.Remove(node);
        if (MayOvertake(node.Value))
            _waitingThatMayOvertake--;
        Start(node.Value);
    }

    private void Run(GrainRequest request)
    {
        if (request.IsAbandoned)
        {
            End(request);
            return;
        }

        Task outcome;
        RequestContext.Import(request.ContextData);
        try
        {
            outcome = request.InvokeAsync(this);
        }
        catch (Exception exception)
        {
            outcome = Task.FromException(exception);
        }
        finally
        {
            RequestContext.Import(null);
        }

        if (outcome.IsCompleted)
            End(request, outcome);
        else
            _ = EndWhenDoneAsync(request, outcome);
    }

    private async Task EndWhenDoneAsync(GrainRequest request, Task outcome)
    {
        await outcome.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext
            | ConfigureAwaitOptions.SuppressThrowing);
        End(request, outcome);
    }

    private void End(GrainRequest request, Task outcome)
    {
        if (outcome.Exception?.InnerException is InconsistentStateException { IsSourceActivation: true } stale)
        {
            stale.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, stale, "The stored state is not the one read."));
        }

        Silo.Cluster.Reply(request, outcome);
        End(request);
    }

    private void End(GrainRequest request)
    {
        lock (_gate)
        {
            _running.Remove(request);
            if (ReferenceEquals(_blocking, request))
                _blocking = null;
            if (request.KeepsAlive)
                _idleSince = Silo.CollectionTime.GetTimestamp();
            if (_state == ActivationState.Valid)
                StartWaiting();
            else if (_state == ActivationState.Deactivating && _running.Count == 0)
                PostDeactivation();
        }
    }
}
