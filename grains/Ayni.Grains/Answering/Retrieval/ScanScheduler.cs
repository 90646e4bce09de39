using Ayni.Domain.Errors;

namespace Ayni.Grains.Answering;

/// <summary>
/// Runs scans of the index outside any grain's turn, as many at a time as there are processors: more would only take
/// turns, and keep those of the grains from theirs. Where more answers are asked for than can be made, those that would
/// wait for too long are refused at once, so that the others are answered in time. Thread-safe; one a silo.
/// </summary>
internal sealed class ScanScheduler(AnsweringOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);
    private readonly ScanQueue _queue = new(Environment.ProcessorCount);

    /// <summary>Runs a scan for an answer when there is room for it.</summary>
    /// <exception cref="AyniException">
    /// <c>overloaded</c>: it would have to wait for longer than <see cref="AnsweringOptions.ScanWait"/>.
    /// </exception>
    public async Task<T> AnswerAsync<T>(Func<T> scan, CancellationToken cancellationToken)
    {
        if (!_queue.TryJoin(options.ScanWait))
        {
            throw new AyniException(
                ErrorCodes.Overloaded,
                "More answers are asked for than can be made: this one would wait for over "
                + $"{options.ScanWait.TotalMilliseconds:F0} ms. Send the request again in a moment; add a silo if it "
                + "happens often.");
        }

        try
        {
            await _places.WaitAsync(cancellationToken);
        }
        finally
        {
            _queue.Leave();
        }

        var begun = time.GetTimestamp();
        var found = await HoldAsync(scan, cancellationToken);
        _queue.Took(time.GetElapsedTime(begun));
        return found;
    }

    /// <summary>Runs a scan that may wait, for no shopper does.</summary>
    public async Task<T> RunAsync<T>(Func<T> scan, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        return await HoldAsync(scan, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<T> HoldAsync<T>(Func<T> scan, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(scan, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }
}
