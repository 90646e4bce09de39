using Ayni.Domain.Interactions;
using Ayni.Grains.Answering;
using Ayni.Grains.Models;
using Ayni.Grains.Users;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Exports;

/// <summary>
/// Finds the best products of a block of shoppers: a blocked product of their factors with the table's lines says whom
/// to look at, and those are scored as an answer scores them, bit for bit. What may be missing is known from the
/// rounding error of the product, and is left out of the ranking. For one thread at a time.
/// </summary>
/// <param name="table">The products.</param>
/// <param name="weights">What each kind of interaction counts; null: as in training.</param>
/// <param name="pools">Re-ranks the lists; null: nothing does.</param>
internal sealed class BlockScorer(ScoreTable table, InteractionWeights? weights, PoolTable? pools = null)
{
    /// <summary>Shoppers of a block: their products with a slice of the table fit a processor's own cache.</summary>
    public const int MaxShoppers = 64;

    private readonly BlockScan _scan = new(table, addsPopularity: true);
    private readonly PoolMaker? _pools = pools is null ? null : new PoolMaker(pools);
    private readonly bool[] _isIn = new bool[table.Snapshot.Count];
    private readonly List<int> _looked = [];
    private readonly List<(int Row, float Score)> _found = [];

    private readonly SparseScores[] _neighbours = table.Plan.HasNeighbours
        ? [.. table.Snapshot.Model!.Scorers.Select(scorer => new SparseScores(scorer.Part.Neighbours.Columns))]
        : [];

    /// <summary>The best products of each shopper.</summary>
    /// <param name="shoppers">At most <see cref="MaxShoppers"/>; asked whether they consent is the caller's.</param>
    /// <param name="seen">Rows that each of them is not to be given.</param>
    /// <param name="wanted">Products to look at, 1 or more: a few more than needed.</param>
    /// <returns>One a shopper; null where they met nothing that the model knows.</returns>
    public Ranking?[] Score(IReadOnlyList<Shopper> shoppers, IReadOnlyList<int[]> seen, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shoppers.Count, MaxShoppers);
        KnownShopper?[] known = [.. shoppers.Select(Prepare)];
        var best = _scan.Find(known, seen, wanted);
        _pools?.Scan(known, seen, wanted);
        var rankings = new Ranking?[shoppers.Count];
        for (var place = 0; place < rankings.Length; place++)
            rankings[place] = known[place] is { } shopper ? Rank(place, shopper, best[place], seen[place]) : null;
        return rankings;
    }

    private KnownShopper? Prepare(Shopper shopper)
    {
        if (table.Snapshot.Model is not { } model)
            return null;
        var newest = NewestOf(shopper.History, model.Artifact.Options.Weights.NewestPerUser);
        float[] factor = [];
        if (table.Rank > 0)
        {
            if (FoldIn.Solve(model, newest, weights) is not { } folded)
                return null;
            factor = folded.Factor;
        }

        HistoryEntry[] history = table.Plan.HasNeighbours || pools is not null
            ? ShopperHistory.Of(model.Artifact, newest, weights)
            : [];
        if (factor.Length == 0 && history.Length == 0)
            return null;
        var taste = pools is not null && history.Length > 0
            ? Reranking.TasteOf(pools.Reranker, model.Artifact, newest, history)
            : null;
        return new KnownShopper(factor, history, taste);
    }

    private static IReadOnlyList<LoggedInteraction> NewestOf(IReadOnlyList<LoggedInteraction> history, int count) =>
        history.Count <= count ? history : [.. history.Skip(history.Count - count)];

    private Ranking Rank(int place, KnownShopper known, TopK best, int[] seen)
    {
        var isAll = best.Count < best.Capacity || best.Capacity == table.Rows.Length;
        var bound = isAll ? float.NegativeInfinity : best.Threshold + table.ErrorOf(known.Length);
        ScoreNeighbours(known.History);
        _found.Clear();
        foreach (var row in seen)
            _isIn[row] = true;
        if (known.Taste is not null && !Rerank(place, known, bound))
        {
            Forget(seen);
            return new Ranking([], IsAll: false);
        }

        foreach (var entry in best.Drain())
            Look(table.Rows[entry.Index], known, bound);
        foreach (var scores in _neighbours)
        {
            for (var touched = 0; touched < scores.Touched.Count; touched++)
            {
                var row = table.Snapshot.RowsOfItems[scores.Touched[touched]];
                if (table.Positions[row] != ScoreTable.None)
                    Look(row, known, bound);
            }
        }

        Forget(seen);
        var ids = table.Snapshot.Ids;
        (int Row, float Score)[] found = [.. _found];
        Array.Sort(found, (one, other) => one.Score != other.Score
            ? other.Score.CompareTo(one.Score)
            : ids.Compare(one.Row, other.Row));
        return new Ranking(found, isAll);
    }

    // The pool has its new scores whole, so that what is left out is under the bound as ever.
    private bool Rerank(int place, KnownShopper known, float bound)
    {
        if (_pools!.PoolOf(place, known, _neighbours, _isIn) is not { } pool)
            return false;
        foreach (var (row, score) in pool.Rows)
        {
            _isIn[row] = true;
            _looked.Add(row);
            if (score > bound)
                _found.Add((row, score));
        }

        return true;
    }

    private void Look(int row, KnownShopper known, float bound)
    {
        if (_isIn[row])
            return;
        _isIn[row] = true;
        var score = table.ScoreOf(row, known.Factor, _neighbours);
        _looked.Add(row);
        if (score > bound)
            _found.Add((row, score));
    }

    private void Forget(int[] seen)
    {
        foreach (var row in _looked)
            _isIn[row] = false;
        foreach (var row in seen)
            _isIn[row] = false;
        _looked.Clear();
    }

    private void ScoreNeighbours(HistoryEntry[] history)
    {
        foreach (var step in table.Plan.Steps)
        {
            if (step.Kind != ScoreStepKind.Neighbours)
                continue;
            _neighbours[step.Part].Clear();
            table.Snapshot.Model!.Scorers[step.Part].Score(history, 1, _neighbours[step.Part]);
        }
    }
}
