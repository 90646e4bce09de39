namespace Ayni.Storage.Tests.Interactions;

/// <summary>Readers that follow by position while others write, each in steps of its own size.</summary>
/// <param name="read">What is after a position: at most so many, by position.</param>
internal sealed class PositionReaders(Func<long, int, Task<IReadOnlyList<(long Position, string EventId)>>> read)
{
    /// <summary>Where nothing was found: readers that only ask leave writers no processor.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task<IReadOnlyList<(long Position, string EventId)>>> _readers = [];

    /// <summary>Starts readers after a position.</summary>
    public void Start(int count, long after, Random random)
    {
        for (var reader = 0; reader < count; reader++)
            _readers.Add(FollowAsync(after, 1 + random.Next(20)));
    }

    /// <summary>No more is written: the readers go on until they find nothing.</summary>
    /// <returns>What each of them has seen, in its order.</returns>
    public async Task<IReadOnlyList<(long Position, string EventId)>[]> EndAsync()
    {
        _end.SetResult();
        return await Task.WhenAll(_readers);
    }

    private async Task<IReadOnlyList<(long Position, string EventId)>> FollowAsync(long after, int step)
    {
        var seen = new List<(long, string)>();
        while (true)
        {
            // Asked before the read: what is there at the end is read after it.
            var isLast = _end.Task.IsCompleted;
            var rows = await read(after, step);
            seen.AddRange(rows);
            if (rows.Count > 0)
                after = rows[^1].Position;
            else if (isLast)
                return seen;
            else
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }
}
