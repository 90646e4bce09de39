using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class NeighbourScorerTests
{
    private static readonly HistoryEntry[] History = [new(0, 4, 2), new(1, 1, 0), new(2, 2, 1)];

    [Fact]
    public void Score_ByHand_FollowsTheFormula()
    {
        var scorer = new NeighbourScorer(Part(new HistoryWeighting
        {
            WeightExponent = 0.5,
            AgeExponent = 1,
            Normalization = 0.5,
        }));
        var scores = new SparseScores(5);

        scorer.Score(History, weight: 3, scores);

        // Counts: √4 / 3, √1 / 1, √2 / 2.
        var counts = new[] { 2 / 3.0, 1, Math.Sqrt(2) / 2 };
        var scale = 3 / Math.Sqrt(counts.Sum());
        Assert.Equal(scale * ((counts[0] * 0.5) + (counts[1] * 0.25)), scores[3], 1e-5);
        Assert.Equal(scale * counts[2] * -0.125, scores[4], 1e-5);
        Assert.True(float.IsNaN(scores[0]));
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1.4, 0)]
    [InlineData(0.25, 0.5, 1)]
    public void PartsOf_EveryItem_AddUpToItsScore(double exponent, double age, double normalization)
    {
        var scorer = new NeighbourScorer(Part(new HistoryWeighting
        {
            WeightExponent = exponent,
            AgeExponent = age,
            Normalization = normalization,
        }));
        var scores = new SparseScores(5);
        scorer.Score(History, weight: 0.7, scores);

        for (var item = 0; item < 5; item++)
        {
            var parts = scorer.PartsOf(History, weight: 0.7, item);
            var score = float.IsNaN(scores[item]) ? 0 : scores[item];
            Assert.Equal(score, parts.Sum(part => part.Score), 1e-6f);
            Assert.Equal(parts.Order(), parts);
        }

        Assert.Equal([0, 1], scorer.PartsOf(History, 0.7, 3).Select(part => part.Index).Order());
    }

    [Fact]
    public void Score_MoreItemsInTheCatalogue_ChangesNoScore()
    {
        var weighting = new HistoryWeighting { Normalization = 0.5 };
        var (few, many) = (new SparseScores(5), new SparseScores(50));

        new NeighbourScorer(Part(weighting)).Score(History, 1, few);
        new NeighbourScorer(Part(weighting, items: 50)).Score(History, 1, many);

        for (var item = 0; item < 5; item++)
            Assert.Equal(few[item], many[item]);
    }

    [Fact]
    public void Score_Newest_LeavesOlderItemsOut()
    {
        var scorer = new NeighbourScorer(Part(new HistoryWeighting { Newest = 1 }));
        var scores = new SparseScores(5);

        scorer.Score(History, 1, scores);

        Assert.Equal([3], scores.Touched);
        Assert.Equal(0.25f, scores[3]);
    }

    [Fact]
    public void Score_NoHistory_SaysNothing()
    {
        var scores = new SparseScores(5);
        new NeighbourScorer(Part(new HistoryWeighting { Normalization = 1 })).Score([], 1, scores);
        Assert.Empty(scores.Touched);
    }

    [Fact]
    public void Clear_AfterScores_LeavesNothing()
    {
        var scorer = new NeighbourScorer(Part(new HistoryWeighting()));
        var (used, fresh) = (new SparseScores(5), new SparseScores(5));
        scorer.Score(History, 5, used);
        used.Clear();

        scorer.Score(History, 1, used);
        scorer.Score(History, 1, fresh);

        var (again, first) = (new float[5], new float[5]);
        used.CopyTo(again);
        fresh.CopyTo(first);
        Assert.Equal(first, again);
    }

    [Fact]
    public void BestOf_Item_IsByWeightThenIndex()
    {
        var part = new NeighbourPart(
            "p", CsrMatrix.FromTriples(4, 4, [0, 0, 0], [1, 2, 3], [0.5f, 0.75f, 0.5f]), new HistoryWeighting());
        Assert.Equal([2, 1, 3], part.BestOf(0).Select(neighbour => neighbour.Index));
    }

    [Theory]
    [InlineData(0, float.NaN)]
    [InlineData(0, float.PositiveInfinity)]
    [InlineData(0, 0f)]
    [InlineData(1, 1f)]
    public void NeighbourPart_OwnNeighbourOrNoNumber_IsRefused(int column, float weight) =>
        Assert.Throws<ArgumentException>(() => new NeighbourPart(
            "p", CsrMatrix.FromTriples(2, 2, [1], [column], [weight]), new HistoryWeighting()));

    [Fact]
    public void NeighbourPart_NotSquare_IsRefused() => Assert.Throws<ArgumentException>(
        () => new NeighbourPart("p", CsrMatrix.FromTriples(2, 3, [], [], []), new HistoryWeighting()));

    [Fact]
    public void HistoryWeighting_Bounds_AreHeld()
    {
        Assert.NotNull(new HistoryWeighting().Validated());
        var largest = new HistoryWeighting { AgeExponent = 10, Newest = 65_536, Normalization = 1 };
        Assert.Same(largest, largest.Validated());
        Assert.All(
            (HistoryWeighting[])
            [
                new() { WeightExponent = 1.1 }, new() { WeightExponent = -0.1 }, new() { AgeExponent = 10.1 },
                new() { AgeExponent = -0.1 }, new() { Newest = -1 }, new() { Newest = 65_537 },
                new() { Normalization = 1.1 }, new() { Normalization = double.NaN },
            ],
            weighting => Assert.Throws<ArgumentOutOfRangeException>(weighting.Validated));
    }

    private static NeighbourPart Part(HistoryWeighting weighting, int items = 5) => new(
        "p", CsrMatrix.FromTriples(items, items, [0, 1, 2], [3, 3, 4], [0.5f, 0.25f, -0.125f]), weighting);
}
