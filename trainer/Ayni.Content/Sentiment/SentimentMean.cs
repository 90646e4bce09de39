namespace Ayni.Content;

/// <summary>
/// The mean sentiment of some reviews, kept as they come: <c>sentiment_score_user_reviews</c> over those a shopper
/// wrote, <c>average_sentiment_product</c> over those of a product. Added in the same order, the same bits.
/// </summary>
/// <param name="Reviews">Number of reviews with a text.</param>
/// <param name="Sum">Sum of their scores.</param>
public readonly record struct SentimentMean(int Reviews, double Sum)
{
    /// <summary>−1 to 1; null without a review.</summary>
    public double? Value => Reviews == 0 ? null : Sum / Reviews;

    /// <summary>With another review.</summary>
    public SentimentMean With(TextSentiment review) => new(Reviews + 1, Sum + review.Score);

    /// <summary>Of all of some reviews.</summary>
    /// <param name="reviews">In the order of the log.</param>
    public static SentimentMean Of(IEnumerable<TextSentiment> reviews)
    {
        ArgumentNullException.ThrowIfNull(reviews);
        return reviews.Aggregate(default(SentimentMean), (mean, review) => mean.With(review));
    }
}
