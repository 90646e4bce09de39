using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The part <see cref="PartNames.Ease"/>: of the matrix B of <see cref="EaseRecommender"/>, the entries of each row
/// that are farthest from 0. Deviation from the paper: B is cut, so that an answer costs the length of the history and
/// not the catalogue.
/// </summary>
public static class EasePart
{
    /// <summary>Fits it.</summary>
    /// <param name="histories">What the users met.</param>
    /// <param name="neighbours">Entries kept of each row, 1 or more.</param>
    /// <param name="options">λ, and how many items are modelled: those that most users met.</param>
    /// <param name="parallel">Threads; its token stops the fit.</param>
    /// <exception cref="NotPositiveDefiniteException">λ is too small for the weights.</exception>
    public static NeighbourPart Fit(
        ShopperHistories histories, int neighbours, EaseOptions options, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(options);
        var model = new EaseRecommender(options);
        model.Fit(histories.Weights, parallel);

        // The score of a history of one item of weight 1 is that item's row of B.
        var ones = Identity(model.Items);
        var table = NeighbourRows.Make(
            model.Items, parallel, () => new Row(model.Items, neighbours), (item, row) => row.Cut(model, ones, item));
        return new NeighbourPart(
            PartNames.Ease, table, new HistoryWeighting { WeightExponent = options.WeightExponent });
    }

    private static CsrMatrix Identity(int items)
    {
        var ones = new float[items];
        Array.Fill(ones, 1f);
        return new CsrMatrix(
            items, items, [.. Enumerable.Range(0, items + 1)], [.. Enumerable.Range(0, items)], ones);
    }

    private sealed class Row(int items, int neighbours)
    {
        private readonly float[] _scores = new float[items];
        private readonly TopK _farthest = new(neighbours);

        public ScoredIndex[] Cut(EaseRecommender model, CsrMatrix ones, int item)
        {
            model.ScoreHistories(ones, [item], _scores);
            for (var other = 0; other < _scores.Length; other++)
            {
                if (other != item)
                    _farthest.Offer(other, Math.Abs(_scores[other]));
            }

            return Array.ConvertAll(
                _farthest.Drain(), kept => new ScoredIndex(kept.Index, _scores[kept.Index]));
        }
    }
}
