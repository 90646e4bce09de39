using Ayni.Domain.Errors;

namespace Ayni.Grains.Answering;

/// <summary>
/// Runs scans of the index outside any grain's turn, as many at a time as there are processors: more would only take
/// turns, and keep those of the grains from theirs. Where more answers are asked for than can be made, those that
/// waited for too long are refused, so that the others are answered in time. Thread-safe; one a silo.
/// </summary>
internal sealed class ScanScheduler(AnsweringOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);

    /// <summary>Runs the scans of an answer when there is room for the first of them.</summary>
    /// <exception cref="AyniException">
    /// <c>overloaded</c>: there was none within <see cref="AnsweringOptions.ScanWait"/>.
    /// </exception>
    public async Task<T[]> AnswerAsync<T>(IReadOnlyList<Func<T>> scans, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scans);
        if (scans.Count == 0)
            return [];
        if (!await TryEnterAsync(cancellationToken))
        {
            throw new AyniException(
                ErrorCodes.Overloaded,
                "More answers are asked for than can be made: this one waited for "
                + $"{options.ScanWait.TotalMilliseconds:F0} ms. Send the request again in a moment; add a silo if it "
                + "happens often.");
        }

        return await Task.WhenAll(
            scans.Select((scan, index) => index == 0
                ? HoldAsync(scan, cancellationToken)
                : RunAsync(scan, cancellationToken)));
    }

    /// <summary>Runs a scan that may wait, for no shopper does.</summary>
    public async Task<T> RunAsync<T>(Func<T> scan, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        return await HoldAsync(scan, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<bool> TryEnterAsync(CancellationToken cancellationToken)
    {
        if (await _places.WaitAsync(0, cancellationToken))
            return true;
        using var limit = new CancellationTokenSource(options.ScanWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _places.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

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
