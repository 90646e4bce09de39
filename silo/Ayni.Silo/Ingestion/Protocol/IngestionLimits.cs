namespace Ayni.Silo.Ingestion.Protocol;

/// <summary>Limits of one consumer.</summary>
internal sealed record IngestionLimits
{
    /// <summary>A commit takes no further message once it holds this many events.</summary>
    public required int BatchEvents { get; init; }

    /// <summary>
    /// From this many events in memory on the broker is asked for no more, until half of them are gone. At least
    /// <see cref="BatchEvents"/>.
    /// </summary>
    public required int MaxHeldEvents { get; init; }

    /// <summary>How long the first message of a batch waits for others.</summary>
    public required TimeSpan Linger { get; init; }

    /// <summary>Failed commits before the messages go back to the broker; null: they are kept.</summary>
    public int? AttemptsBeforeRelease { get; init; }

    /// <summary>Time after the first failed commit; doubled with each, up to <see cref="MaxRetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest time between two attempts.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time to wait after some failures in a row.</summary>
    public TimeSpan RetryDelayAfter(int failures)
    {
        var delay = RetryDelay;
        for (var i = 1; i < failures && delay < MaxRetryDelay; i++)
            delay *= 2;
        return delay < MaxRetryDelay ? delay : MaxRetryDelay;
    }
}
