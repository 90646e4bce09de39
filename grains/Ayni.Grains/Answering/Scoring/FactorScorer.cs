using System.Numerics;
using System.Runtime.Intrinsics;
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
    // To score them takes less memory than the bounds of a block.
    private const int FewRows = 4;
    private const int None = -1;

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
    public override bool AddBoundsTo(RowSet eligible, Span<float> totals, RowSet said)
    {
        ArgumentNullException.ThrowIfNull(eligible);
        ArgumentNullException.ThrowIfNull(said);
        var weight = (float)Weight;
        if (weight < 0)
            return base.AddBoundsTo(eligible, totals, said);
        var query = model.Bounds.Ask(folded.Factor);
        Span<float> bounds = stackalloc float[QuantizedRows.BlockRows];
        var block = None;
        var words = eligible.Words;
        for (var word = 0; word < words.Length; word++)
        {
            var rows = words[word];
            var isFew = BitOperations.PopCount(rows) <= FewRows;
            if (!isFew && IsItemBlock(word))
            {
                AskBlock(query, block = word, bounds);
                RowWords.AddProducts(totals[(word * RowWords.Rows)..], weight, bounds);
                said.AddWord(word, rows);
                continue;
            }

            while (rows != 0)
            {
                var row = RowWords.Take(word, ref rows);
                var item = snapshot.ItemOf(row);
                if (isFew || item == IndexSnapshot.NoItem)
                {
                    Add(row, totals, said);
                    continue;
                }

                if (item / QuantizedRows.BlockRows != block)
                    AskBlock(query, block = item / QuantizedRows.BlockRows, bounds);
                totals[row] += weight * bounds[item % QuantizedRows.BlockRows];
                said.Add(row);
            }
        }

        return false;
    }

    // Rows are in the order of the items, but where products that the model does not know lie between them.
    private bool IsItemBlock(int word)
    {
        var (items, first) = (snapshot.Items, word * RowWords.Rows);
        if (items.Length < first + RowWords.Rows)
            return false;
        for (var at = 0; at < RowWords.Rows; at += Vector256<int>.Count)
        {
            if (Vector256.LoadUnsafe(ref items[first + at]) != Vector256<int>.Indices + Vector256.Create(first + at))
                return false;
        }

        return true;
    }

    private void AskBlock(QuantizedQuery query, int block, Span<float> bounds)
    {
        model.Bounds.UpperBounds(query, block, bounds);
        if (model.Scales.IsEmpty)
            return;
        var scales = model.Scales[(block * QuantizedRows.BlockRows)..];
        for (var at = 0; at < Math.Min(bounds.Length, scales.Length); at++)
            bounds[at] *= scales[at];
    }
}
