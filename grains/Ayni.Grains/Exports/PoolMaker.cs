using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Exports;

/// <summary>
/// Makes shoppers' pools for a re-ranker as <see cref="PoolScan"/> makes that of one request: the best of every part,
/// exact. For one thread at a time.
/// </summary>
/// <param name="pools">What all have in common.</param>
internal sealed class PoolMaker(PoolTable pools)
{
    // For what the rounding of a product leaves open.
    private const int Margin = 16;

    private readonly ScoreTable _table = pools.Table;
    private readonly BlockScan _scan = new(pools.Table, addsPopularity: false);
    private readonly HashSet<int> _chosen = [];
    private TopK[] _best = [];

    /// <summary>Looks for the best by factors, of a whole block.</summary>
    /// <param name="shoppers">The block.</param>
    /// <param name="seen">Rows that each of them is not to be given.</param>
    /// <param name="wanted">Products looked at, at least.</param>
    public void Scan(IReadOnlyList<KnownShopper?> shoppers, IReadOnlyList<int[]> seen, int wanted)
    {
        if (_table.Rank > 0)
            _best = _scan.Find(shoppers, seen, Math.Max(wanted, pools.Scanned + Margin));
    }

    /// <summary>A shopper's pool, in its new order.</summary>
    /// <param name="place">Place of the shopper in the block.</param>
    /// <param name="known">The shopper, with a taste.</param>
    /// <param name="neighbours">What each neighbour part says.</param>
    /// <param name="isSeen">By row, whether it is not to be given.</param>
    /// <returns>Null: what was looked at does not tell who is among the best.</returns>
    public RerankedPool? PoolOf(int place, KnownShopper known, SparseScores[] neighbours, bool[] isSeen)
    {
        _chosen.Clear();
        foreach (var step in pools.Steps)
        {
            if (step is { } part && !Choose(part, place, known, neighbours, isSeen))
                return null;
        }

        int[] rows = [.. _chosen];
        var items = Array.ConvertAll(rows, _table.Snapshot.ItemOf);
        Array.Sort(items, rows);
        float[][] scores =
        [
            .. pools.Steps.Select(step => Array.ConvertAll(
                rows, row => step is { } part ? _table.PartOf(part, row, known.Factor, neighbours) : float.NaN)),
        ];
        var sums = Array.ConvertAll(
            rows, row => _table.ScoreOf(row, known.Factor, neighbours) is var sum && float.IsNaN(sum) ? 0 : sum);
        return Reranking.Rank(
            pools.Reranker, known.Taste!, new PoolScan(rows, CandidatePool.OfChosen(items, scores), sums));
    }

    private bool Choose(
        ScoreStep part, int place, KnownShopper known, SparseScores[] neighbours, bool[] isSeen)
    {
        switch (part.Kind)
        {
            case ScoreStepKind.Factor:
                return ChooseByFactor(part, place, known);
            case ScoreStepKind.Popularity:
                _chosen.UnionWith(pools.ByPopularity.Where(row => !isSeen[row]).Take(pools.Size));
                return true;
            default:
                ChooseNeighbours(part, neighbours[part.Part], isSeen);
                return true;
        }
    }

    private bool ChooseByFactor(ScoreStep part, int place, KnownShopper known)
    {
        var best = _best[place];
        var isAll = best.Count < best.Capacity || best.Capacity == _table.Rows.Length;
        var bound = isAll ? float.NegativeInfinity : best.Threshold + _table.ErrorOf(known.Length);
        var top = new RowTop(pools.Size, _table.Snapshot.Ids);
        foreach (var entry in best.Drain())
        {
            var row = _table.Rows[entry.Index];
            if (pools.IsMet(row) && part.Weight * _table.PartOf(part, row, known.Factor, []) is var score
                && score > bound)
                top.Offer(row, score);
        }

        var chosen = top.Drain();
        foreach (var (row, _) in chosen)
            _chosen.Add(row);
        return isAll || chosen.Count == pools.Size;
    }

    private void ChooseNeighbours(ScoreStep part, SparseScores scores, bool[] isSeen)
    {
        var top = new RowTop(pools.Size, _table.Snapshot.Ids);
        for (var touched = 0; touched < scores.Touched.Count; touched++)
        {
            var item = scores.Touched[touched];
            var row = _table.Snapshot.RowsOfItems[item];
            if (_table.Positions[row] != ScoreTable.None && !isSeen[row]
                && part.Weight * scores[item] is var score && !float.IsNaN(score))
                top.Offer(row, score);
        }

        foreach (var (row, _) in top.Drain())
            _chosen.Add(row);
    }
}
