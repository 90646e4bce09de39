namespace Ayni.Testing;

/// <summary>
/// A test's clock as Orleans gets it. <see cref="Task.Delay(TimeSpan, TimeProvider)"/> cuts fractions of a
/// millisecond off, and Orleans then waits again for what is left of its due time: 0 ms, for ever on a clock that
/// stands. So such a wait ends a millisecond late, as those of a real clock never end early. Grain timers are not
/// touched.
/// </summary>
public sealed class OrleansClock(FakeTimeProvider clock) : TimeProvider
{
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(
            callback, state, state is Task && dueTime > TimeSpan.Zero ? dueTime + OneMillisecond : dueTime, period);
}
