using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// Popularity within a segment, smoothed towards popularity with everybody: (s + prior × p) / (most s + prior), with s
/// what shoppers of the segment met and p the popularity, 0 to 1. So a small segment gives what everybody likes, with
/// its own in front, and a large one its own.
/// </summary>
internal sealed class SegmentScorer : Scorer
{
    private readonly IndexSnapshot _snapshot;
    private readonly Dictionary<int, float> _sums;

    /// <param name="snapshot">The rows.</param>
    /// <param name="segment">What is popular in the segment.</param>
    public SegmentScorer(IndexSnapshot snapshot, SegmentPopularity segment)
    {
        (_snapshot, Segment) = (snapshot, segment);
        _sums = new Dictionary<int, float>(segment.Sums.Length);
        for (var index = 0; index < segment.Sums.Length; index++)
        {
            if (snapshot.Ids.RowOf(segment.ProductIds[index]) is var row and >= 0)
                _sums[row] = segment.Sums[index];
        }
    }

    /// <summary>What is popular in the segment.</summary>
    public SegmentPopularity Segment { get; }

    /// <inheritdoc/>
    public override float ScoreOf(int row)
    {
        var everybody = _snapshot.Popularity[row];
        return _sums.TryGetValue(row, out var sum)
            ? (sum + (SegmentPopularity.Prior * (float.IsNaN(everybody) ? 0 : everybody))) / Segment.Most
            : SegmentPopularity.Prior * everybody / Segment.Most;
    }
}
