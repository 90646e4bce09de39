using Xunit.Abstractions;

namespace Ayni.Content.Tests;

public sealed class SentimentAccuracyTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("es", LabelledReviews.Tuned, 0.96)]
    [InlineData("es", LabelledReviews.HeldOut, 0.96)]
    [InlineData("es", LabelledReviews.Later, 0.47)]
    [InlineData("en", LabelledReviews.Tuned, 0.96)]
    [InlineData("en", LabelledReviews.HeldOut, 0.96)]
    [InlineData("en", LabelledReviews.Later, 0.5)]
    public void Score_LabelledReviews_FindsTheShareThatTheReadmeStates(string language, string part, double least)
    {
        var reviews = LabelledReviews.Of(language, part);
        var scored = reviews.Select(review => (Found: LexiconSentiment.Score(review.Text), review)).ToList();
        foreach (var (found, review) in scored.Where(entry => entry.Found.Label != entry.review.Label))
            output.WriteLine($"{review.Label} but {found.Score:F2}: {review.Text}");
        var share = scored.Count(entry => entry.Found.Label == entry.review.Label) / (double)reviews.Count;
        var wrong = scored.Count(
            entry => (int)entry.Found.Label == 2 - (int)entry.review.Label && entry.Found.Score != 0);
        output.WriteLine($"{language}, {part}: {share:F3} of {reviews.Count}, on the wrong side {wrong}");

        Assert.True(reviews.Count >= 40);
        Assert.InRange(share, least, 1);
        Assert.InRange(wrong, 0, reviews.Count / 8);
    }
}
