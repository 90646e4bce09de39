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

    /// <summary>The shopper's factor.</summary>
    public float[] Factor => folded.Factor;

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
        foreach (var row in eligible)
            Add(row, totals, said);
    }

    /// <inheritdoc/>
    public override bool AddBoundsTo(RowSet eligible, Span<float> totals, RowSet said)
    {
        ArgumentNullException.ThrowIfNull(eligible);
        ArgumentNullException.ThrowIfNull(said);
        var weight = (float)Weight;
        if (weight < 0)
            return base.AddBoundsTo(eligible, totals, said);
        var (items, bounds) = (snapshot.Items, model.Bounds);
        var query = bounds.Ask(folded.Factor);
        List<int>? silent = null;
        foreach (var row in eligible)
        {
            var item = items[row];
            if (item != IndexSnapshot.NoItem)
                totals[row] += weight * (bounds.UpperBound(query, item) * model.ScaleOf(item));
            else if (PartOf(row) is var part && !float.IsNaN(part))
                totals[row] += part;
            else if (!said.Contains(row))
                (silent ??= []).Add(row);
        }

        // Nearly all are said something about: to note those it is not is quicker.
        said.Or(eligible);
        foreach (var row in silent ?? [])
            said.Remove(row);
        return false;
    }
}
