namespace Ayni.Content;

/// <summary>What a review is on the whole.</summary>
public enum SentimentLabel
{
    /// <summary>The shopper is displeased.</summary>
    Negative,

    /// <summary>Neither, or nothing known was said.</summary>
    Neutral,

    /// <summary>The shopper is pleased.</summary>
    Positive,
}
