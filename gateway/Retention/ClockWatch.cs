namespace Ayni.Gateway.Retention;

/// <summary>
/// Notices a clock that was set ahead while the process runs, by the timer that is never set: by a clock that is years
/// ahead the whole log would be old enough to be deleted. Not thread-safe.
/// </summary>
internal sealed class ClockWatch(TimeProvider clock)
{
    /// <summary>What a clock may be corrected by.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    /// <summary>How long a clock that jumped is not believed: time for somebody to set it right.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromDays(1);

    private DateTimeOffset _now = clock.GetUtcNow();
    private long _timer = clock.GetTimestamp();
    private long? _jumpedAt;

    /// <summary>How far the clock jumped ahead; null: it is to be believed.</summary>
    public TimeSpan? Jump { get; private set; }

    /// <summary>Compares clock and timer since the last look.</summary>
    public void Look()
    {
        var (now, timer) = (clock.GetUtcNow(), clock.GetTimestamp());
        var ahead = now - _now - clock.GetElapsedTime(_timer, timer);
        (_now, _timer) = (now, timer);
        if (ahead > MostAhead)
            (Jump, _jumpedAt) = (ahead, timer);
        else if (_jumpedAt is { } jumpedAt
            && (ahead < -MostAhead || clock.GetElapsedTime(jumpedAt, timer) >= Doubt))
            (Jump, _jumpedAt) = (null, null);
    }
}
