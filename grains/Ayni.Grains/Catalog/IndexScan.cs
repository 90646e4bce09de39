using Ayni.Grains.Models;
using Ayni.Numerics;

namespace Ayni.Grains.Catalog;

/// <summary>One question on its way over the segments of a table.</summary>
internal sealed class IndexScan(
    IndexQuery query, ServedModel? model, bool isCatalogueEmpty, IReadOnlyList<string> categories)
{
    private readonly bool[]? _admitted = query.Filter.Category is null
        ? null
        : [.. categories.Select(query.Filter.AdmitsCategory)];

    /// <summary>Products seen so far that pass the filters.</summary>
    public int Eligible { get; private set; }

    /// <summary>The best of one segment: score descending, then product id.</summary>
    public IReadOnlyList<IndexHit> Run(IndexSegment segment)
    {
        var excluded = ExcludedRows(segment);
        var rows = segment.Rows;
        var top = new TopK(Math.Min(query.Count, rows.Length));
        for (var row = 0; row < rows.Length; row++)
        {
            ref readonly var columns = ref rows[row];
            if (!IsEligible(columns) || excluded.Contains(row))
                continue;
            if (query.Ranking != IndexRanking.Popularity && columns.Item == IndexRow.None)
                continue;
            Eligible++;
            top.Offer(row, ScoreOf(columns));
        }

        var hits = new List<IndexHit>(top.Count);
        foreach (var hit in top.Drain())
            hits.Add(new IndexHit(segment.IdOf(hit.Index), hit.Score, segment.Rows[hit.Index].IsCatalogued));
        return hits;
    }

    /// <summary>The best of two segments, in the one order.</summary>
    public static IReadOnlyList<IndexHit> Merge(
        IReadOnlyList<IndexHit> first, IReadOnlyList<IndexHit> second, int count) =>
    [
        .. first.Concat(second)
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.ProductId, StringComparer.Ordinal)
            .Take(count),
    ];

    private bool IsEligible(in IndexRow row)
    {
        if (!row.IsCatalogued)
            return isCatalogueEmpty && row.IsMet && query.Filter.IsEmpty;
        return row.IsAvailable
            && (_admitted is null || (row.Category != IndexRow.None && _admitted[row.Category]))
            && query.Filter.AdmitsPrice(row.Price);
    }

    private float ScoreOf(in IndexRow row)
    {
        if (query.Ranking == IndexRanking.Popularity)
            return row.Popularity;
        var product = ScoreScan.Dot(query.Factor, model!.Artifact.FactorOf(row.Item));
        if (query.Ranking == IndexRanking.InnerProduct)
            return product * model.ScaleOf(row.Item);
        var length = model.Lengths[row.Item];
        return length > 0 ? product / length : 0;
    }

    private HashSet<int> ExcludedRows(IndexSegment segment)
    {
        HashSet<int> rows = [];
        foreach (var productId in query.Excluded)
        {
            var row = segment.IndexOf(productId);
            if (row >= 0)
                rows.Add(row);
        }

        return rows;
    }
}
