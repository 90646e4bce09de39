using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class PopularityRecommenderTests : RecommenderTests
{
    protected override bool Explains => false;

    [Fact]
    public void Recommend_SumsOfWeights_BestFirstAndTiesByIndex()
    {
        // Sums: item 0: 2, item 1: 3, item 2: 2, item 3: 0.
        var model = new PopularityRecommender();
        model.Fit(CsrMatrix.FromTriples(2, 4, [0, 0, 1, 1], [0, 1, 1, 2], [2, 1, 2, 2]));
        Assert.Equal(
            [new ScoredIndex(1, 3), new ScoredIndex(0, 2), new ScoredIndex(2, 2), new ScoredIndex(3, 0)],
            model.Recommend([1], 4)[0]);
    }

    [Fact]
    public void Recommend_ItemWeights_RankInsteadOfTheSums()
    {
        var model = new PopularityRecommender([1, 5, 5]);
        model.Fit(SampleMatrices.Ones(2, 3, [0, 1], [0, 0]));
        Assert.Equal([1, 2, 0], model.Recommend([0], 3)[0].Select(entry => entry.Index));
        Assert.Equal("popularity-decay", model.Name);
    }

    [Fact]
    public void Fit_ItemWeightsOfOtherItems_Throws() => Assert.Throws<ArgumentException>(
        () => new PopularityRecommender([1]).Fit(SampleMatrices.Ones(1, 2, [0], [0])));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void Fit_BadItemWeight_Throws(double bad) => Assert.Throws<ArgumentException>(
        () => new PopularityRecommender([1, bad]).Fit(SampleMatrices.Ones(1, 2, [0], [0])));

    protected override IRecommender Create(int threads) => new PopularityRecommender();
}
