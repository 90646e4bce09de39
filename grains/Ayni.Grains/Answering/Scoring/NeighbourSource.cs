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
    // As large as the model, so there are as many as scans at a time, not as answers: made when first asked for, given
    // back at the scan's end.
    private SparseScores? _scores;

    /// <summary>The sums.</summary>
    public SparseScores Scores => _scores ??= Scored();

    /// <inheritdoc/>
    public override float ScoreOf(int row)
    {
        var item = snapshot.ItemOf(row);
        return item == IndexSnapshot.NoItem ? float.NaN : Scores[item];
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
        foreach (var item in Scores.Touched)
        {
            var row = snapshot.RowsOfItems[item];
            if (eligible.Contains(row))
                Add(row, totals, said);
        }
    }

    /// <inheritdoc/>
    public override void Release()
    {
        if (_scores is { } scores)
            model.Return(scores);
        _scores = null;
    }

    private SparseScores Scored()
    {
        var scores = model.RentScores();
        neighbours.Score(history, 1, scores);
        return scores;
    }
}
