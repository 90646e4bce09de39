using System.Collections.Frozen;

namespace Ayni.Grains.Answering;

/// <summary>What is popular in each segment. Immutable.</summary>
/// <param name="segments">By the segment's name.</param>
internal sealed class SegmentCounts(IEnumerable<KeyValuePair<string, SegmentPopularity>> segments)
{
    /// <summary>
    /// A segment with fewer shoppers is not counted: it would be a list of what one or two of them did.
    /// </summary>
    public const int MinShoppers = 5;

    /// <summary>Segments kept, those with the most shoppers.</summary>
    public const int MaxSegments = 64;

    /// <summary>Products of a segment kept, the most popular ones.</summary>
    public const int MaxProducts = 1_000;

    private readonly FrozenDictionary<string, SegmentPopularity> _segments =
        segments.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Segments counted.</summary>
    public int Count => _segments.Count;

    /// <summary>What is popular in a segment, whatever the case of its name; null: it is not counted.</summary>
    public SegmentPopularity? Of(string segment) => _segments.GetValueOrDefault(segment);
}
