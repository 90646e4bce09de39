namespace Ayni.Recommenders.Tests;

public sealed class RecencyWeightedRecommenderTests : SequenceRecommenderTests
{
    protected override ISequenceRecommender Create() => new RecencyWeightedRecommender(
        new ItemKnnRecommender(new ItemKnnOptions { Weighting = ItemKnnWeighting.Cosine }));

    [Fact]
    public void Score_WithoutDecay_IsTheModelsOwnFoldIn()
    {
        var inner = new ItemKnnRecommender();
        inner.Fit(SampleSequences.Ring().ToMatrix());
        var wrapped = new RecencyWeightedRecommender(
            new ItemKnnRecommender(),
            new RecencyWeightedOptions { HistoryDecay = 0, FitDecay = 0, FreshnessExponent = 0 });
        wrapped.Fit(SampleSequences.Ring());
        var expected = new float[SampleSequences.Items];
        inner.ScoreHistories(ItemSequences.From(SampleSequences.Items, [[7, 8, 9]]).ToMatrix(), [0], expected);
        Assert.Equal(expected, Scores(wrapped, [9, 7, 8]));
    }

    [Fact]
    public void Score_Als_FollowsTheNewestItem()
    {
        // Two groups of users with items of their own; somebody has met items of both.
        var model = new RecencyWeightedRecommender(
            new ImplicitAlsRecommender(new ImplicitAlsOptions { Rank = 4, Regularization = 0.01 }, threads: 1),
            new RecencyWeightedOptions { HistoryDecay = 2 });
        model.Fit(ItemSequences.From(
            8, [.. Enumerable.Range(0, 32).Select(user => SampleOfGroup(user))]));
        Assert.True(BestUnseen(model, [0, 1, 4]) >= 4);
        Assert.True(BestUnseen(model, [4, 5, 0]) < 4);
    }

    [Fact]
    public void Score_ItemsAlikeButForTheirPlaces_PrefersTheOneNearTheEnds()
    {
        // 1 and 2 are met equally often, with the same items; 1 mostly first, 2 mostly last.
        var sequences = ItemSequences.From(
            4, [.. Enumerable.Range(0, 30).Select(user => user % 3 == 0 ? [2, 0, 3, 1] : new[] { 1, 0, 3, 2 })]);
        var fresh = Fitted(1);
        var flat = Fitted(0);

        Assert.True(fresh[2] > 1.05f * fresh[1], $"{fresh[2]} against {fresh[1]}");
        Assert.Equal(flat[1], flat[2], 1e-5f);

        float[] Fitted(double exponent)
        {
            var model = new RecencyWeightedRecommender(
                new ItemKnnRecommender(),
                new RecencyWeightedOptions { FitDecay = 0, FreshnessExponent = exponent });
            model.Fit(sequences);
            return Scores(model, [0, 3]);
        }
    }

    private static int[] SampleOfGroup(int user) =>
        [.. Enumerable.Range(0, 4).Where(item => item != user / 2 % 4).Select(item => item + (user % 2 * 4))];
}
