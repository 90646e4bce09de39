using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ayni.Domain.Interactions;
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
internal sealed class BlockScorer(ScoreTable table, InteractionWeights? weights)
{
    /// <summary>Shoppers of a block: their products with a slice of the table fit a processor's own cache.</summary>
    public const int MaxShoppers = 64;

    private readonly float[] _queries = new float[MaxShoppers * table.Depth];
    private readonly float[] _products = new float[MaxShoppers * PackedFactors.SliceRows];
    private readonly int[] _places = new int[MaxShoppers];
    private readonly Known?[] _known = new Known?[MaxShoppers];
    private readonly TopK?[] _best = new TopK?[MaxShoppers];
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
        var scanned = 0;
        for (var shopper = 0; shopper < shoppers.Count; shopper++)
        {
            _known[shopper] = Prepare(shoppers[shopper], scanned);
            Empty(ref _best[shopper], Math.Min(wanted, table.Rows.Length));
            if (_known[shopper] is not null)
                _places[scanned++] = shopper;
        }

        if (table.Rank > 0 || table.Plan.HasPopularity)
        {
            for (var slice = 0; slice < table.Factors.Slices && scanned > 0; slice++)
            {
                scanned = KeepOpen(slice, scanned);
                ScanSlice(slice, scanned, seen);
            }
        }

        var rankings = new Ranking?[shoppers.Count];
        for (var shopper = 0; shopper < rankings.Length; shopper++)
            rankings[shopper] = _known[shopper] is { } known ? Rank(known, _best[shopper]!, seen[shopper]) : null;
        return rankings;
    }

    private static void Empty(ref TopK? best, int capacity)
    {
        if (best?.Capacity != capacity)
            best = new TopK(capacity);
        best.Clear();
    }

    private Known? Prepare(Shopper shopper, int place)
    {
        var query = _queries.AsSpan(place * table.Depth, table.Depth);
        query.Clear();
        query[table.Rank] = 1;
        if (table.Snapshot.Model is not { } model)
            return null;
        var newest = NewestOf(shopper.History, model.Artifact.Options.Weights.NewestPerUser);
        float[] factor = [];
        if (table.Rank > 0)
        {
            if (FoldIn.Solve(model, newest, weights) is not { } folded)
                return null;
            factor = folded.Factor;
            factor.CopyTo(query);
        }

        HistoryEntry[] history = table.Plan.HasNeighbours ? ShopperHistory.Of(model.Artifact, newest, weights) : [];
        return factor.Length > 0 || history.Length > 0 ? new Known(factor, history) : null;
    }

    private static IReadOnlyList<LoggedInteraction> NewestOf(IReadOnlyList<LoggedInteraction> history, int count) =>
        history.Count <= count ? history : [.. history.Skip(history.Count - count)];

    // Queries of those whose best are all better than what is left move out of the product.
    private int KeepOpen(int slice, int count)
    {
        for (var query = count - 1; query >= 0; query--)
        {
            var shopper = _places[query];
            if (table.BoundOf(_known[shopper]!.Length, slice) >= _best[shopper]!.Threshold)
                continue;
            count--;
            _places[query] = _places[count];
            _queries.AsSpan(count * table.Depth, table.Depth).CopyTo(_queries.AsSpan(query * table.Depth));
        }

        return count;
    }

    private void ScanSlice(int slice, int count, IReadOnlyList<int[]> seen)
    {
        var rows = table.Factors.RowsOf(slice);
        var first = slice * PackedFactors.SliceRows;
        table.Factors.Multiply(_queries, count, slice, _products);
        for (var query = 0; query < count; query++)
        {
            var shopper = _places[query];
            var scores = _products.AsSpan(query * rows, rows);
            foreach (var row in seen[shopper])
            {
                var at = table.Positions[row] - first;
                if (at >= 0 && at < rows)
                    scores[at] = float.NaN;
            }

            Offer(scores, first, _best[shopper]!);
        }
    }

    // Nearly all are under the threshold: sixteen at a time are turned away without a closer look.
    private static void Offer(Span<float> scores, int first, TopK best)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(scores);
        var threshold = Vector512.Create(best.Threshold);
        for (var vector = 0; vector < vectors.Length; vector++)
        {
            if (!Vector512.GreaterThanOrEqualAny(vectors[vector], threshold))
                continue;
            var from = vector * Vector512<float>.Count;
            for (var at = from; at < from + Vector512<float>.Count; at++)
                best.Offer(first + at, scores[at]);
            threshold = Vector512.Create(best.Threshold);
        }

        for (var at = vectors.Length * Vector512<float>.Count; at < scores.Length; at++)
            best.Offer(first + at, scores[at]);
    }

    private Ranking Rank(Known known, TopK best, int[] seen)
    {
        var isAll = best.Count < best.Capacity || best.Capacity == table.Rows.Length;
        var bound = isAll ? float.NegativeInfinity : best.Threshold + table.ErrorOf(known.Length);
        ScoreNeighbours(known.History);
        _found.Clear();
        foreach (var row in seen)
            _isIn[row] = true;
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

    private void Look(int row, Known known, float bound)
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

    private sealed record Known(float[] Factor, HistoryEntry[] History)
    {
        public double Length { get; } = ScoreTable.LengthOf(Factor);
    }
}
