namespace Ayni.Grains.Answering;

/// <summary>
/// A count of the log that nobody waits for: made again in the background when somebody asks and it is old, while what
/// was counted last is answered. Counting takes a twentieth of one processor's time at most. Thread-safe.
/// </summary>
/// <param name="count">Counts, as of a moment.</param>
/// <param name="maxAge">Age from which it is counted again, where counting is quick.</param>
/// <param name="time">The clock.</param>
/// <param name="failed">Told why a count could not be made.</param>
/// <typeparam name="T">What is counted; never changed.</typeparam>
internal sealed class BackgroundCount<T>(
    Func<DateTimeOffset, Task<T>> count, TimeSpan maxAge, TimeProvider time, Action<Exception> failed)
    where T : class
{
    /// <summary>A count stands for at least as many times as long as it took.</summary>
    public const int Rest = 20;

    private readonly Lock _gate = new();
    private Task _counting = Task.CompletedTask;
    private Counted? _counted;

    /// <summary>What was counted last; null before the first count.</summary>
    public T? Newest(DateTimeOffset now)
    {
        lock (_gate)
        {
            var counted = Volatile.Read(ref _counted);
            if (counted is null || now >= counted.Until)
                Begin();
            return counted?.Value;
        }
    }

    /// <summary>Counts now, and waits for it.</summary>
    public Task CountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Begin();
            return _counting.WaitAsync(cancellationToken);
        }
    }

    // Under the lock; one count at a time.
    private void Begin()
    {
        if (_counting.IsCompleted)
            _counting = Task.Run(CountNowAsync);
    }

    private async Task CountNowAsync()
    {
        try
        {
            var (now, begun) = (time.GetUtcNow(), time.GetTimestamp());
            var value = await count(now);
            var rest = time.GetElapsedTime(begun) * Rest;
            Volatile.Write(ref _counted, new Counted(value, now + (rest > maxAge ? rest : maxAge)));
        }
        catch (Exception failure)
        {
            // The next answer has it counted again; until then what was counted last stands.
            failed(failure);
        }
    }

    private sealed record Counted(T Value, DateTimeOffset Until);
}
