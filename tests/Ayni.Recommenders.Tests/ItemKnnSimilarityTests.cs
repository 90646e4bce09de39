using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class ItemKnnSimilarityTests
{
    private static readonly ItemKnnOptions Cosine = new() { Weighting = ItemKnnWeighting.Cosine };

    [Fact]
    public void Neighbours_Cosine_AreTheHandComputedOnes()
    {
        // Item 0: (1, 2, 0), item 1: (2, 0, 0), item 2: (0, 0, 3), users down the column.
        var weights = CsrMatrix.FromTriples(3, 3, [0, 1, 0, 2], [0, 0, 1, 2], [1, 2, 2, 3]);
        var model = new ItemKnnRecommender(Cosine);
        model.Fit(weights);
        var neighbour = Assert.Single(model.Neighbours(0).ToArray());
        Assert.Equal(1, neighbour.Index);
        Assert.Equal(1 / Math.Sqrt(5), neighbour.Score, 1e-6);
        Assert.Empty(model.Neighbours(2).ToArray());
    }

    [Theory]
    [InlineData(ItemKnnWeighting.Cosine)]
    [InlineData(ItemKnnWeighting.TfIdf)]
    [InlineData(ItemKnnWeighting.Bm25)]
    public void Neighbours_AnyThreads_MatchAllPairsDonePlainly(ItemKnnWeighting weighting)
    {
        var weights = SampleMatrices.Random(60, 25, 300, seed: 5);
        var model = new ItemKnnRecommender(new ItemKnnOptions { Weighting = weighting, Neighbours = 4 }, threads: 2);
        model.Fit(weights);
        var columns = Enumerable.Range(0, 25).Select(item => Column(weights, item, weighting)).ToArray();
        for (var item = 0; item < 25; item++)
        {
            var expected = Enumerable.Range(0, 25)
                .Where(other => other != item)
                .Select(other => weighting == ItemKnnWeighting.Bm25
                    ? Dot(columns[item], columns[other])
                    : CosineOf(columns[item], columns[other]))
                .Where(similarity => similarity > 0)
                .OrderDescending().Take(4).ToArray();
            var found = model.Neighbours(item).ToArray();
            Assert.Equal(expected.Length, found.Length);
            for (var rank = 0; rank < found.Length; rank++)
                Assert.Equal(expected[rank], found[rank].Score, 1e-5 * Math.Max(1, expected[rank]));
        }
    }

    [Fact]
    public void Score_ItemNobodyIsNear_IsNotANumber()
    {
        var model = new ItemKnnRecommender();
        model.Fit(SampleMatrices.Ones(2, 3, [0, 0, 1], [0, 1, 2]));
        var scores = new float[3];
        model.Score([0], scores);
        Assert.True(float.IsNaN(scores[2]));
        Assert.Equal(2, model.Recommend([0], 3)[0].Length);
    }

    [Theory]
    [InlineData(0, 1.2, 0.75)]
    [InlineData(10_001, 1.2, 0.75)]
    [InlineData(10, 0, 0.75)]
    [InlineData(10, 1.2, 1.1)]
    [InlineData(10, 1.2, double.NaN)]
    public void Options_OutOfRange_NameTheOption(int neighbours, double k1, double b) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ItemKnnRecommender(
            new ItemKnnOptions { Neighbours = neighbours, Bm25K1 = k1, Bm25B = b }));

    /// <summary>An item's weights over users, after the formulas at <see cref="ItemKnnWeighting"/>.</summary>
    private static double[] Column(CsrMatrix weights, int item, ItemKnnWeighting weighting)
    {
        var column = new double[weights.Rows];
        for (var user = 0; user < weights.Rows; user++)
        {
            var entry = weights.RowColumns(user).IndexOf(item);
            column[user] = entry < 0 ? 0 : weights.RowValues(user)[entry];
        }

        var length = 0.25 + (0.75 * column.Sum() / (weights.Values.ToArray().Sum(value => (double)value) / 25));
        for (var user = 0; user < weights.Rows; user++)
        {
            var rarity = 1 + Math.Log(25 / (1.0 + weights.RowLength(user)));
            column[user] = weighting switch
            {
                ItemKnnWeighting.TfIdf => Math.Sqrt(column[user]) * rarity,
                ItemKnnWeighting.Bm25 => column[user] * 2.2 / (column[user] + (1.2 * length)) * rarity,
                _ => column[user],
            };
        }

        return column;
    }

    private static double CosineOf(double[] left, double[] right) =>
        Dot(left, right) / Math.Sqrt(Dot(left, left) * Dot(right, right));

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
