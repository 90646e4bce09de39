using Ayni.Domain.Catalog;

namespace Ayni.Grains.Catalog;

/// <summary>
/// Reads catalogue entries of product grains that are being activated, or need not be. Those asked for while a reading
/// is under way are read together by the next one: the candidates of an answer come all at once, and a reading of fifty
/// costs little more than one. Thread-safe; one a silo.
/// </summary>
internal sealed class EntryReads(ICatalogStore catalog)
{
    private readonly Lock _gate = new();
    private List<Asked> _waiting = [];
    private bool _isReading;

    /// <summary>
    /// The entry, null if the catalogue has none, and a position up to which every change of it is in that.
    /// </summary>
    public Task<(Product? Entry, long Position)> ReadAsync(string productId, CancellationToken cancellationToken)
    {
        var asked = new Asked(productId);
        lock (_gate)
        {
            _waiting.Add(asked);
            if (!_isReading)
                _ = Task.Run(ReadOnAsync, CancellationToken.None);
            _isReading = true;
        }

        return asked.Task.WaitAsync(cancellationToken);
    }

    private async Task ReadOnAsync()
    {
        while (true)
        {
            List<Asked> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isReading = false;
                    return;
                }

                (batch, _waiting) = (_waiting, []);
            }

            await AnswerAsync(batch);
        }
    }

    private async Task AnswerAsync(List<Asked> batch)
    {
        try
        {
            // The head first: whatever stands at or before it, the reading after it returns.
            var head = await catalog.GetHeadAsync();
            var found = (await catalog.GetAsync([.. batch.Select(asked => asked.ProductId)]))
                .DistinctBy(product => product.ProductId, StringComparer.Ordinal)
                .ToDictionary(product => product.ProductId, StringComparer.Ordinal);
            foreach (var asked in batch)
                asked.SetResult((found.GetValueOrDefault(asked.ProductId), head));
        }
        catch (Exception fault)
        {
            foreach (var asked in batch)
                asked.TrySetException(fault);
        }
    }

    // Whoever waits goes on elsewhere, not in the loop that reads.
    private sealed class Asked(string productId)
        : TaskCompletionSource<(Product? Entry, long Position)>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string ProductId => productId;
    }
}
