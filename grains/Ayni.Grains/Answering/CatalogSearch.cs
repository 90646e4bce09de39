using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Catalog;
using Ayni.Grains.Catalog;
using Ayni.Grains.Training;

namespace Ayni.Grains.Answering;

/// <summary>
/// Asks this silo's index and lets the best products confirm themselves: the index does the wide part over memory, the
/// product grains the narrow one, of this instant. A product grain that does not answer in time (its silo was lost,
/// say) is replaced by what the catalogue holds, which is what it wrote last.
/// </summary>
public sealed class CatalogSearch(
    IGrainFactory grains, ICatalogStore catalog, AnsweringOptions options, TimeProvider time, AnswerMetrics metrics)
{
    /// <summary>Products asked of the index beyond those wanted, for those that do not confirm.</summary>
    public const int Margin = 10;

    /// <summary>Product grains asked at the same time.</summary>
    public const int MaxParallelChecks = 32;

    /// <summary>How often the index is asked, each time for four times as many, when too few confirm.</summary>
    public const int MaxRounds = 4;

    private const int RoundGrowth = 4;

    /// <summary>The best products now.</summary>
    /// <param name="table">Table of the version that answers.</param>
    /// <param name="query">The question; its count is not looked at.</param>
    /// <param name="count">Products wanted.</param>
    /// <param name="asksGrains">False: the catalogue alone is asked, for the grains may be out of reach.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    internal async Task<CatalogSearchResult> FindAsync(
        IndexTable table, IndexQuery query, int count, bool asksGrains, CancellationToken cancellationToken)
    {
        var wanted = Math.Min(count + Margin, IndexQuery.MaxCount);
        for (var round = 1; ; round++)
        {
            var answer = Scan(table, query with { Count = wanted });
            var found = await ConfirmAsync(answer.Hits, query.Filter, count, asksGrains, cancellationToken);
            if (found.Found.Count == count || answer.Hits.Count < wanted || round == MaxRounds)
                return found with { Eligible = answer.Eligible };
            wanted = Math.Min(wanted * RoundGrowth, IndexQuery.MaxCount);
        }
    }

    private IndexAnswer Scan(IndexTable table, IndexQuery query)
    {
        using var stage = metrics.Begin(AnswerStage.IndexScan);
        return table.Find(query);
    }

    private async Task<CatalogSearchResult> ConfirmAsync(
        IReadOnlyList<IndexHit> candidates,
        CatalogFilter filter,
        int count,
        bool asksGrains,
        CancellationToken cancellationToken)
    {
        using var stage = metrics.Begin(AnswerStage.Confirmation);
        List<(IndexHit, Product?)> confirmed = [];
        string? degraded = null;
        for (var next = 0; next < candidates.Count && confirmed.Count < count;)
        {
            var batch = candidates.Skip(next).Take(Math.Min(count - confirmed.Count, MaxParallelChecks)).ToArray();
            next += batch.Length;
            var (entries, problem) = await ReadAsync(batch, asksGrains, cancellationToken);
            degraded ??= problem;
            confirmed.AddRange(batch
                .Where(hit => entries.ContainsKey(hit.ProductId))
                .Select(hit => (Hit: hit, Product: entries[hit.ProductId]))
                .Where(pair => Stands(pair.Hit, pair.Product, filter)));
        }

        return new CatalogSearchResult(confirmed, 0, degraded);
    }

    private async Task<(Dictionary<string, Product?> Entries, string? Problem)> ReadAsync(
        IReadOnlyList<IndexHit> hits, bool asksGrains, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, Product?>(StringComparer.Ordinal);
        var missing = hits.Select(hit => hit.ProductId).ToList();
        if (asksGrains)
        {
            var answers = await Task.WhenAll(missing.Select(id => AskAsync(id, cancellationToken)));
            foreach (var (id, _, product) in answers.Where(answer => answer.HasAnswered))
                entries[id] = product;
            missing.RemoveAll(entries.ContainsKey);
        }

        if (missing.Count == 0)
            return (entries, null);
        try
        {
            var stored = (await catalog.GetAsync(missing, cancellationToken).WaitAsync(cancellationToken))
                .ToDictionary(product => product.ProductId, StringComparer.Ordinal);
            foreach (var id in missing)
                entries[id] = stored.GetValueOrDefault(id);
            return (entries, null);
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return (entries, $"{missing.Count} products could be read neither from grains nor from the catalogue");
        }
    }

    private async Task<(string ProductId, bool HasAnswered, Product? Product)> AskAsync(
        string productId, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await grains.GetGrain<IProductGrain>(productId).GetEntry(CancellationToken.None)
                .WaitAsync(options.ProductDeadline, time, cancellationToken);
            return (productId, true, entry);
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return (productId, false, null);
        }
    }

    // Known from interactions alone and still not catalogued: there is nothing to check it against.
    private static bool Stands(IndexHit hit, Product? product, CatalogFilter filter) =>
        product is null ? !hit.IsCatalogued : filter.Admits(product);
}
