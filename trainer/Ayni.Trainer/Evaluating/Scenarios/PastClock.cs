namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>A clock that says one moment for ever; timers and durations are those of another clock.</summary>
/// <param name="time">The other clock.</param>
/// <param name="now">The moment.</param>
internal sealed class PastClock(TimeProvider time, DateTimeOffset now) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
