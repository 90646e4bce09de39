using Ayni.Filters;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Users;
using Ayni.Numerics;

namespace Ayni.Grains.Answering;

/// <summary>
/// Inner product of the shopper's factor and a row's, times the item's scale; of a product nobody met, with the factor
/// it would have by what it is.
/// </summary>
internal sealed class FactorScorer(IndexSnapshot snapshot, ServedModel model, FoldedFactor folded) : Scorer
{
    private ScoreDecomposition? _decomposition;

    /// <inheritdoc/>
    public override float ScoreOf(int row)
    {
        var item = snapshot.ItemOf(row);
        if (item != IndexSnapshot.NoItem)
            return ScoreScan.Dot(folded.Factor, model.Artifact.FactorOf(item)) * model.ScaleOf(item);
        var factor = snapshot.Content.FactorOf(row);
        return factor.IsEmpty ? float.NaN : ScoreScan.Dot(folded.Factor, factor);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Origin> OriginsOf(int row)
    {
        var item = snapshot.ItemOf(row);
        if (item == IndexSnapshot.NoItem)
            return [];
        _decomposition ??= new ScoreDecomposition(model, folded);
        var parts = _decomposition.PartsOf(item);
        return
        [
            .. parts.Select((part, past) => new Origin(
                model.Artifact.ProductIds[folded.Items[past]], Weight * part, OriginKind.History)),
        ];
    }

    /// <inheritdoc/>
    public override void AddTo(RowSet eligible, Span<float> totals, RowSet said)
    {
        ArgumentNullException.ThrowIfNull(eligible);
        ArgumentNullException.ThrowIfNull(said);
        var weight = (float)Weight;
        var (items, artifact) = (snapshot.Items, model.Artifact);
        foreach (var row in eligible)
        {
            var item = items[row];
            if (item == IndexSnapshot.NoItem)
            {
                Add(row, totals, said);
                continue;
            }

            totals[row] += weight * (ScoreScan.Dot(folded.Factor, artifact.FactorOf(item)) * model.ScaleOf(item));
            said.Add(row);
        }
    }
}
