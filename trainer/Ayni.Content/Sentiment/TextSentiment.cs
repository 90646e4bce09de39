namespace Ayni.Content;

/// <summary>How pleased the writer of a text is.</summary>
/// <param name="Score">−1, most displeased, to 1; 0 where nothing was said that is known.</param>
/// <param name="Label">Which side that is.</param>
public readonly record struct TextSentiment(double Score, SentimentLabel Label)
{
    /// <summary>
    /// Scores nearer to 0 are neutral: the thresholds of Hutto and Gilbert 2014.
    /// </summary>
    public const double NeutralWithin = 0.05;

    /// <summary>A score with its label.</summary>
    /// <param name="score">−1 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not in that range.</exception>
    public static TextSentiment Of(double score) => score switch
    {
        >= NeutralWithin and <= 1 => new(score, SentimentLabel.Positive),
        <= -NeutralWithin and >= -1 => new(score, SentimentLabel.Negative),
        > -NeutralWithin and < NeutralWithin => new(score, SentimentLabel.Neutral),
        _ => throw new ArgumentOutOfRangeException(nameof(score), score, "A sentiment is from -1 to 1."),
    };
}
