namespace Ayni.Features.Segments;

/// <summary>A group of shoppers by recency, frequency and money, as shops call them.</summary>
public enum RfmSegment
{
    /// <summary>Never bought.</summary>
    Prospects = 0,

    /// <summary>Buy often and much, and did so lately: recency 4 to 5, value 4 to 5.</summary>
    Champions = 1,

    /// <summary>Buy often and much, not of the very last days: recency 3, value 4 to 5.</summary>
    Loyal = 2,

    /// <summary>Bought lately, and more than once or well: recency 4 to 5, value 2 to 3.</summary>
    Promising = 3,

    /// <summary>Bought lately, little so far: recency 4 to 5, value 1.</summary>
    New = 4,

    /// <summary>Middling in all, and drifting: recency 3, value 2 to 3.</summary>
    NeedAttention = 5,

    /// <summary>Little, and a while ago: recency 3, value 1.</summary>
    AboutToSleep = 6,

    /// <summary>Were good buyers and have not been back: recency 1 to 2, value 3 to 5.</summary>
    AtRisk = 7,

    /// <summary>Little, and long ago: recency 1 to 2, value 1 to 2.</summary>
    Hibernating = 8,
}
