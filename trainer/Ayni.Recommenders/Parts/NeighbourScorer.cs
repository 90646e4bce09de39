using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Scores by a neighbour part: the score of item j is Σ over the history's entries e of
/// <c>count of e × weight of j among e's neighbours</c>, the counts being those of <see cref="HistoryWeighting"/>.
/// Training and serving both call this, so that what was judged is what answers. Thread-safe.
/// </summary>
/// <param name="part">The part.</param>
public sealed class NeighbourScorer(NeighbourPart part)
{
    /// <summary>The part.</summary>
    public NeighbourPart Part => part;

    /// <summary>Adds what the part says to scores.</summary>
    /// <param name="history">The shopper's items, ascending by index: the order of the sums.</param>
    /// <param name="weight">What the part's score is multiplied by.</param>
    /// <param name="scores">Receives the scores of the items it says something about.</param>
    public void Score(ReadOnlySpan<HistoryEntry> history, double weight, SparseScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var scale = weight * ScaleOf(history);
        foreach (var entry in history)
        {
            var count = (float)(scale * CountOf(entry));
            if (count == 0)
                continue;
            var columns = part.Neighbours.RowColumns(entry.Item);
            var values = part.Neighbours.RowValues(entry.Item);
            for (var neighbour = 0; neighbour < columns.Length; neighbour++)
                scores.Add(columns[neighbour], count * values[neighbour]);
        }
    }

    /// <summary>Splits an item's score into what each past item adds to it; the parts add up to the score.</summary>
    /// <param name="history">As for <see cref="Score"/>.</param>
    /// <param name="weight">As for <see cref="Score"/>.</param>
    /// <param name="item">Item that was scored.</param>
    /// <returns>Past items that speak for or against it: largest first, then by index.</returns>
    public IReadOnlyList<ScoredIndex> PartsOf(ReadOnlySpan<HistoryEntry> history, double weight, int item)
    {
        var scale = weight * ScaleOf(history);
        var parts = new List<ScoredIndex>();
        foreach (var entry in history)
        {
            var count = (float)(scale * CountOf(entry));
            var place = part.Neighbours.RowColumns(entry.Item).BinarySearch(item);
            if (place >= 0 && count != 0)
                parts.Add(new ScoredIndex(entry.Item, count * part.Neighbours.RowValues(entry.Item)[place]));
        }

        parts.Sort();
        return parts;
    }

    private double CountOf(HistoryEntry entry)
    {
        var weighting = part.Weighting;
        if (weighting.Newest > 0 && entry.Age >= weighting.Newest)
            return 0;
        return Power(entry.Weight, weighting.WeightExponent) * Power(entry.Age + 1, -weighting.AgeExponent);
    }

    private double ScaleOf(ReadOnlySpan<HistoryEntry> history)
    {
        if (part.Weighting.Normalization == 0)
            return 1;
        var sum = 0.0;
        foreach (var entry in history)
            sum += CountOf(entry);
        return sum > 0 ? Power(sum, -part.Weighting.Normalization) : 0;
    }

    // Written out for 0 and 1, so that their bits do not hang on the platform's power function.
    private static double Power(double value, double exponent) => exponent switch
    {
        0 => 1,
        1 => value,
        -1 => 1 / value,
        _ => Math.Pow(value, exponent),
    };
}
