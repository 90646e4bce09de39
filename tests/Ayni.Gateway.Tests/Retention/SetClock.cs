using Microsoft.Extensions.Time.Testing;

namespace Ayni.Gateway.Tests.Retention;

/// <summary>A clock that somebody sets, beside a timer that nobody can.</summary>
internal sealed class SetClock(FakeTimeProvider timer) : TimeProvider
{
    /// <summary>What it was set ahead by.</summary>
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => timer.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => timer.GetUtcNow() + Ahead;

    public override long GetTimestamp() => timer.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        timer.CreateTimer(callback, state, dueTime, period);
}
