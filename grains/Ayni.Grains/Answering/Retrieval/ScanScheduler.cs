namespace Ayni.Grains.Answering;

/// <summary>
/// Runs scans of the index outside any grain's turn, as many at a time as there are processors: more would only take
/// turns, and keep those of the grains from theirs. Thread-safe; one a silo.
/// </summary>
internal sealed class ScanScheduler : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);

    /// <summary>Runs a scan when there is room for it.</summary>
    public async Task<T> RunAsync<T>(Func<T> scan, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(scan, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();
}
