using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class BlendedRecommenderTests
{
    private static readonly CsrMatrix Train = SampleMatrices.Ones(2, 4, [0, 0, 1], [0, 1, 3]);

    [Fact]
    public void Score_TwoModels_AddsStandardDeviationsByWeight()
    {
        // Standard deviations √5 / 2 and √5: both models rank alike in their own units.
        var blend = Fitted(
            new BlendPart(new FixedModel(1, 2, 3, 4), 1), new BlendPart(new FixedModel(8, 6, 4, 2), 0.25));
        var scores = Scores(blend);
        var unit = 2 / Math.Sqrt(5);
        Assert.Equal((1 * unit) + (0.25 * 4 * unit), scores[0], 1e-6);
        Assert.Equal((4 * unit) + (0.25 * 1 * unit), scores[3], 1e-6);
        Assert.Equal(scores[..4], scores[4..]);
    }

    [Fact]
    public void Score_ScaledOrShiftedModel_SameRanking()
    {
        var blend = Fitted(
            new BlendPart(new FixedModel(3, 1, 2, 0), 1), new BlendPart(new FixedModel(0, 5, 1, 1), 1));
        var other = Fitted(
            new BlendPart(new FixedModel(37, 17, 27, 7), 1), new BlendPart(new FixedModel(1, 1.5f, 1.1f, 1.1f), 1));
        Assert.Equal(
            blend.Recommend([0], 4)[0].Select(entry => entry.Index),
            other.Recommend([0], 4)[0].Select(entry => entry.Index));
    }

    [Fact]
    public void Score_OneModelSilent_TheOtherCounts()
    {
        var blend = Fitted(
            new BlendPart(new FixedModel(float.NaN, 1, 3, float.NaN), 1),
            new BlendPart(new FixedModel(2, 4, float.NaN, float.NaN), 1));
        var scores = Scores(blend);
        Assert.Equal([2, 5, 3], scores[..3]);
        Assert.True(float.IsNaN(scores[3]));
    }

    [Fact]
    public void Score_ModelOfEqualScores_RanksNothing()
    {
        var alone = Fitted(new BlendPart(new FixedModel(1, 2, 3, 4), 1));
        var blend = Fitted(
            new BlendPart(new FixedModel(1, 2, 3, 4), 1), new BlendPart(new FixedModel(0.1f, 0.1f, 0.1f, 0.1f), 1));
        Assert.Equal(Scores(alone), Scores(blend));
    }

    [Fact]
    public void Explain_ModelThatCannot_IsEmpty()
    {
        var blend = Fitted(
            new BlendPart(new WalkFilterRecommender(), 1), new BlendPart(new FixedModel(1, 2, 3, 4), 1));
        Assert.Empty(blend.Explain(0, 1));
    }

    [Fact]
    public void Constructor_NoPartOrBadWeight_SaysWhich()
    {
        Assert.Throws<ArgumentException>(() => new BlendedRecommender("none"));
        foreach (var weight in new[] { 0, -1, 1001, double.NaN })
        {
            var exception = Assert.Throws<ArgumentException>(
                () => new BlendedRecommender("bad", new BlendPart(new FixedModel(1), weight)));
            Assert.Contains("weight of fixed", exception.Message, StringComparison.Ordinal);
        }
    }

    private static BlendedRecommender Fitted(params BlendPart[] parts)
    {
        var blend = new BlendedRecommender("blend", [.. parts]);
        blend.Fit(Train);
        return blend;
    }

    private static float[] Scores(BlendedRecommender blend)
    {
        var scores = new float[8];
        blend.Score([0, 1], scores);
        return scores;
    }
}
