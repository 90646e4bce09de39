using System.Runtime.CompilerServices;
using Ayni.Domain.Catalog;
using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using Ayni.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>
/// Writes what a shop was at a moment into stores of its own: the log before it, and of the catalogue the products that
/// were met by then. Prices and stock are those of now, for the catalogue keeps no others.
/// </summary>
/// <param name="cutoff">The moment; what happened at it is left out.</param>
/// <param name="productIds">The products.</param>
internal sealed class PastData(DateTimeOffset cutoff, IReadOnlyList<string> productIds)
{
    private const int LogPage = 10_000;
    private const int CatalogPage = 1_000;

    private readonly Dictionary<string, DateTimeOffset?> _firstMet = productIds.ToDictionary(
        productId => productId, _ => (DateTimeOffset?)null, StringComparer.Ordinal);

    private readonly Dictionary<string, (DateTimeOffset At, string ProductId)> _lastMet = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _prices = new(StringComparer.Ordinal);

    /// <summary>The product that a shopper met last; null: none of them.</summary>
    public string? LastMetBy(string userId) => _lastMet.TryGetValue(userId, out var last) ? last.ProductId : null;

    /// <summary>A product's price; null: the catalogue holds none.</summary>
    public decimal? PriceOf(string productId) => _prices.TryGetValue(productId, out var price) ? price : null;

    /// <summary>Copies.</summary>
    /// <param name="present">The shop as it is.</param>
    /// <param name="head">Position of its log to read up to.</param>
    /// <param name="past">Empty stores.</param>
    /// <param name="progress">Told of the reading.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CopyAsync(
        AyniStorage present,
        long head,
        AyniStorage past,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        await past.Log.AppendBulkAsync(
            ReadBeforeAsync(present.Consents.LogOf(Purpose.Training), head, progress, cancellationToken),
            cancellationToken: cancellationToken);
        foreach (var page in productIds.Chunk(CatalogPage))
        {
            var products = await present.Catalog.GetAsync(page, cancellationToken);
            await past.Catalog.UpsertAsync([.. products.Select(AsOfThen)], cancellationToken);
        }
    }

    private async IAsyncEnumerable<Interaction> ReadBeforeAsync(
        IReadableLog log,
        long head,
        IProgress<StepProgress> progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string step = "Going back to the cutoff";
        for (var position = 0L; position < head;)
        {
            var page = await log.ReadAsync(position, LogPage, cancellationToken);
            foreach (var logged in page.TakeWhile(logged => logged.Position <= head))
            {
                if (logged.Interaction.Timestamp >= cutoff)
                    continue;
                Note(logged.Interaction);
                yield return logged.Interaction;
            }

            position = page.Count < LogPage ? head : page[^1].Position;
            progress.Report(new StepProgress(step, Math.Min(1, (double)position / head), position, "interactions"));
        }
    }

    private void Note(Interaction interaction)
    {
        if (interaction.ProductId is not { } productId || !_firstMet.TryGetValue(productId, out var first))
            return;
        if (first is null || interaction.Timestamp < first)
            _firstMet[productId] = interaction.Timestamp;

        // Of equal times the later in the log is the newer.
        if (!_lastMet.TryGetValue(interaction.UserId, out var last) || interaction.Timestamp >= last.At)
            _lastMet[interaction.UserId] = (interaction.Timestamp, productId);
    }

    // An import dates what it takes in by the import, though shoppers met it long before.
    private Product AsOfThen(Product product)
    {
        if (product.Price is { } price)
            _prices[product.ProductId] = price;
        return _firstMet[product.ProductId] is { } first && !(product.AddedAt <= first)
            ? product with { AddedAt = first }
            : product;
    }
}
