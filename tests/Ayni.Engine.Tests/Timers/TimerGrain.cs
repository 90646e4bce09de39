using Orleans.Runtime;

namespace Ayni.Engine.Tests.Timers;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private IGrainTimer? _timer;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Signal($"{Key} deactivated");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            static (grain, _) => grain.TickAsync(), this, new(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task StopTimer()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task WorkUntil(string signal)
    {
        Probe.Signal($"{Key} works");
        return Probe.Signalled(signal);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;

    private Task TickAsync()
    {
        var count = Probe.Count(Key);
        Probe.Signal($"{Key} tick {count}");
        return count == 2
            ? throw new InvalidOperationException("A tick that fails does not end the timer.")
            : Task.CompletedTask;
    }
}
