using Ayni.Filters;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Recommenders;

namespace Ayni.Grains.Answering;

/// <summary>Sum over a history of what each item's neighbours get from it.</summary>
/// <param name="snapshot">The rows.</param>
/// <param name="model">The model.</param>
/// <param name="neighbours">The part of it.</param>
/// <param name="history">What the sum is over, ascending by item.</param>
/// <param name="kind">What the history is: what the shopper did, or what lies beside.</param>
internal sealed class NeighbourSource(
    IndexSnapshot snapshot, ServedModel model, NeighbourScorer neighbours, HistoryEntry[] history, OriginKind kind)
    : Scorer
{
    // As large as the model: given back.
    private readonly SparseScores _scores = Scored(model, neighbours, history);

    /// <summary>The sums.</summary>
    public SparseScores Scores => _scores;

    /// <inheritdoc/>
    public override float ScoreOf(int row)
    {
        var item = snapshot.ItemOf(row);
        return item == IndexSnapshot.NoItem ? float.NaN : _scores[item];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Origin> OriginsOf(int row)
    {
        var item = snapshot.ItemOf(row);
        return item == IndexSnapshot.NoItem
            ? []
            : [.. neighbours.PartsOf(history, Weight, item).Select(past => new Origin(
                model.Artifact.ProductIds[past.Index], past.Score, kind))];
    }

    /// <inheritdoc/>
    public override void AddTo(RowSet eligible, Span<float> totals, RowSet said)
    {
        ArgumentNullException.ThrowIfNull(eligible);
        ArgumentNullException.ThrowIfNull(said);
        foreach (var item in _scores.Touched)
        {
            var row = snapshot.RowsOfItems[item];
            if (eligible.Contains(row))
                Add(row, totals, said);
        }
    }

    /// <inheritdoc/>
    public override void Release() => model.Return(_scores);

    private static SparseScores Scored(ServedModel model, NeighbourScorer neighbours, HistoryEntry[] history)
    {
        var scores = model.RentScores();
        neighbours.Score(history, 1, scores);
        return scores;
    }
}
