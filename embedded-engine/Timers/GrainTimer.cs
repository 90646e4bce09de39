using Ayni.EmbeddedEngine.Activations;
using Microsoft.Extensions.Logging;

namespace Ayni.EmbeddedEngine.Timers;

/// <summary>A timer of an activation. The next tick is timed from the end of the one before.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _firing;
    private bool _changed;

    public GrainTimer(
        Activation activation,
        Func<CancellationToken, Task> callback,
        GrainTimerCreationOptions options,
        TimeProvider time)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(
                static timer => ((GrainTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        CheckRange(dueTime, nameof(dueTime));
        CheckRange(period, nameof(period));
        _changed = true;
        _dueTime = dueTime;
        _period = period;

        // While a tick runs, the change waits for its end.
        if (!_firing)
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _timer.Dispose();
        _activation.OnTimerDisposed(this);
    }

    internal async Task TickAsync()
    {
        if (_disposed.IsCancellationRequested)
            return;
        _changed = false;
        try
        {
            await _callback(_disposed.Token);
        }
        catch (Exception exception)
        {
            _activation.Silo.Logger.LogWarning(exception, "A timer of {Grain} failed", _activation);
        }
        finally
        {
            _firing = false;
            if (!_disposed.IsCancellationRequested)
                _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        }
    }

    private static void CheckRange(TimeSpan time, string name)
    {
        const uint maxMilliseconds = 0xfffffffe;
        ArgumentOutOfRangeException.ThrowIfLessThan((long)time.TotalMilliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)time.TotalMilliseconds, maxMilliseconds, name);
    }

    private void Fire()
    {
        _firing = true;
        _activation.TryReceive(new GrainTimerTick(this)
        {
            AlwaysInterleave = _options.Interleave,
            KeepsAlive = _options.KeepAlive,
            LocalOnly = true,
        });
    }
}
