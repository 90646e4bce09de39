using Ayni.EmbeddedEngine.Messaging;
using Ayni.EmbeddedEngine.Storage;
using Microsoft.Extensions.Logging;

namespace Ayni.EmbeddedEngine.Activations;

// Beginning and end of an activation.
internal sealed partial class Activation
{
    private DeactivationReason _reason;
    private bool _begun;
    private bool _deactivationPosted;
    private bool _activated;
    private long _keepUntil;

    private IGrainBase? Grain => (IGrainBase?)GrainInstance;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_state is ActivationState.Deactivating or ActivationState.Invalid)
                return;
            _reason = deactivationReason;
            var activating = _state == ActivationState.Activating;
            _state = ActivationState.Deactivating;
            if (!activating && _running.Count == 0)
                PostDeactivation();
        }
    }

    public void DelayDeactivation(TimeSpan time)
    {
        var clock = Silo.CollectionTime;
        lock (_gate)
        {
            _keepUntil = time < TimeSpan.Zero
                ? 0
                : clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency);
        }
    }

    /// <summary>Deactivates if nothing was asked of it for so long.</summary>
    public bool CollectIfIdle(TimeSpan? overriddenAge, DeactivationReason reason)
    {
        var clock = Silo.CollectionTime;
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (_state != ActivationState.Valid || _running.Count > 0 || _waiting.Count > 0 || _keepUntil > now)
                return false;
            if (clock.GetElapsedTime(_idleSince, now) < (overriddenAge ?? Silo.AgeLimitOf(Class)))
                return false;
        }

        Deactivate(reason);
        return true;
    }

    /// <summary>The silo died: nothing of this activation runs any more, and callers learn that it is gone.</summary>
    public void Kill(Exception exception)
    {
        List<GrainRequest> lost;
        lock (_gate)
        {
            _state = ActivationState.Invalid;
            lost = [.. _running, .. _waiting];
            _running.Clear();
            _waiting.Clear();
        }

        Turns.Stop();
        DisposeTimers();
        Silo.Remove(this);
        foreach (var request in lost)
            request.Fail(exception);
        _deactivated.TrySetResult();
    }

    /// <summary>Begins the first turn, which makes the grain, reads its states and calls OnActivateAsync.</summary>
    private void Begin()
    {
        _begun = true;
        _ = Turns.RunAsync(ActivateAsync);
    }

    private async Task ActivateAsync()
    {
        try
        {
            var states = MakeGrain();
            await WithTimeoutAsync(Silo.Collection.ActivationTimeout, token => ReadAndActivateAsync(states, token));
            _activated = true;
        }
        catch (Exception exception)
        {
            Silo.Logger.LogError(exception, "Grain {Grain} failed to activate", this);
            await EndAsync(exception);
            return;
        }

        lock (_gate)
        {
            _idleSince = Silo.CollectionTime.GetTimestamp();
            if (_state == ActivationState.Activating)
            {
                _state = ActivationState.Valid;
                StartWaiting();
            }
            else if (_state == ActivationState.Deactivating && _running.Count == 0)
            {
                PostDeactivation();
            }
        }
    }

    private PersistentState[] MakeGrain()
    {
        try
        {
            var states = Class.Facets.Select(facet => facet.MakeFor(this)).ToArray();
            GrainInstance = Class.Make(ActivationServices, states);
            return states;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Failed to create an instance of grain type '{Class}'. See InnerException for details.", exception);
        }
    }

    private async Task ReadAndActivateAsync(PersistentState[] states, CancellationToken token)
    {
        foreach (var state in states)
            await state.ReadStateAsync(token);
        await Grain!.OnActivateAsync(token);
    }

    private void PostDeactivation()
    {
        if (_deactivationPosted)
            return;
        _deactivationPosted = true;
        _ = Turns.RunAsync(DeactivateAsync);
    }

    private async Task DeactivateAsync()
    {
        DisposeTimers();
        try
        {
            if (_activated)
            {
                await WithTimeoutAsync(
                    Silo.Collection.DeactivationTimeout, token => Grain!.OnDeactivateAsync(_reason, token));
            }
        }
        catch (Exception exception)
        {
            Silo.Logger.LogError(exception, "OnDeactivateAsync of grain {Grain} failed", this);
        }

        await EndAsync(null);
    }

    /// <summary>Leaves the directory, then hands what waits to the next activation, or fails it.</summary>
    private async Task EndAsync(Exception? failure)
    {
        List<GrainRequest> waiting;
        lock (_gate)
        {
            _state = ActivationState.Invalid;
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        DisposeTimers();
        Silo.Remove(this);
        foreach (var request in waiting)
        {
            if (failure is not null)
                request.Fail(failure);
            else if (!request.LocalOnly)
                Silo.Cluster.Send(request, GrainId, Silo.Endpoint);
        }

        try
        {
            if (GrainInstance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (GrainInstance is IDisposable disposable)
                disposable.Dispose();
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.Logger.LogError(exception, "Disposing grain {Grain} failed", this);
        }

        _deactivated.TrySetResult();
    }

    private async Task WithTimeoutAsync(TimeSpan timeout, Func<CancellationToken, Task> action)
    {
        using var source = new CancellationTokenSource(timeout, Silo.CollectionTime);
        var work = action(source.Token);
        if (!work.IsCompleted)
        {
            // Not WaitAsync: it may continue on the thread pool, where a simulation cannot follow.
            var done = new TaskCompletionSource(Silo.Cluster.Dispatcher.CompletionOptions);
            await using var givenUp = source.Token.UnsafeRegister(
                static (done, token) => ((TaskCompletionSource)done!).TrySetCanceled(token), done);
            _ = ForwardAsync(work, done);
            await done.Task;
        }

        await work;
    }

    private static async Task ForwardAsync(Task work, TaskCompletionSource done)
    {
        await work.ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        done.TrySetResult();
    }
}
