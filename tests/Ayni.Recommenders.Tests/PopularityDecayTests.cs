namespace Ayni.Recommenders.Tests;

public sealed class PopularityDecayTests
{
    private static readonly PopularityDecay Decay = new() { HalfLife = 10, Reference = 100 };

    [Theory]
    [InlineData(100, 1)]
    [InlineData(90, 0.5)]
    [InlineData(80, 0.25)]
    [InlineData(95, 0.70710678118654752)]
    [InlineData(101, 0)]
    public void FactorAt_Age_HalvesEachHalfLifeAndKnowsNoFuture(long timestamp, double expected) =>
        Assert.Equal(expected, Decay.FactorAt(timestamp), 1e-15);

    [Fact]
    public void ItemWeights_OldFavouriteAndNewOne_NewOneWins()
    {
        // Item 0 was met three times long ago, item 1 once now, item 2 only later than the reference.
        var table = new InteractionTable(
            2, 3, [0, 0, 1, 1, 0], [0, 0, 0, 1, 2], [1, 1, 2, 1, 9], [80, 80, 70, 100, 150]);
        Assert.Equal([0.25 + 0.25 + (2 * 0.125), 1, 0], Decay.ItemWeights(table));
        Assert.Equal([0.5, 0, 0], Decay.ItemWeights(table, row => row < 2));

        var model = new PopularityRecommender(Decay.ItemWeights(table));
        model.Fit(table.ToMatrix(row => table.Timestamps[row] <= Decay.Reference));
        Assert.Equal([1, 0], model.Recommend([0], 2)[0].Select(entry => entry.Index));
    }

    [Fact]
    public void ItemWeights_HalfLifeUnderOne_NamesTheOption() => Assert.Equal(
        "HalfLife", Assert.Throws<ArgumentOutOfRangeException>(
            () => (Decay with { HalfLife = 0 }).ItemWeights(new InteractionTable(0, 0, [], [], [], []))).ParamName);
}
