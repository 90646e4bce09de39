namespace Ayni.Recommenders.Tests;

public sealed class EvaluatorTests
{
    private static readonly EvaluationOptions At2And3 = new() { Cutoffs = [2, 3] };

    [Fact]
    public void Evaluate_HandMadeRanking_GivesTheHandComputedFigures()
    {
        // One user; items rank 5, 4, 3, 2, 1; nothing of that in train but item 0. Test: items 4, 2 and 1.
        var train = SampleMatrices.Ones(2, 6, [0, 1, 1, 1, 1, 1, 1], [0, 0, 1, 2, 3, 4, 5]);
        var test = SampleMatrices.Ones(2, 6, [0, 0, 0], [4, 2, 1]);
        var report = Evaluator.Evaluate(new FixedModel([9, 1, 2, 3, 4, 5]), train, test, At2And3);

        Assert.Equal((1, 3, 6), (report.Users, report.TestPairs, report.CandidateItems));
        var two = report.At(2);
        Assert.Equal(1 / 2.0, two.Precision, 1e-12);
        Assert.Equal(1 / 3.0, two.Recall, 1e-12);
        Assert.Equal(0.5 / 2, two.Map, 1e-12);
        Assert.Equal((1 / Math.Log2(3)) / (1 + (1 / Math.Log2(3))), two.Ndcg, 1e-12);
        Assert.Equal(1, two.HitRate);
        Assert.Equal(0.5, two.Mrr, 1e-12);
        Assert.Equal(2 / 6.0, two.Coverage, 1e-12);
        Assert.Equal(1 / 3.0, report.At(3).Precision, 1e-12);
        Assert.Equal(0.5 / 3, report.At(3).Map, 1e-12);
    }

    [Fact]
    public void Evaluate_PerfectRanking_IsOneButForPrecision()
    {
        var train = SampleMatrices.Ones(2, 3, [0, 1, 1], [0, 1, 2]);
        var test = SampleMatrices.Ones(2, 3, [0], [2]);
        var metrics = Evaluator.Evaluate(new FixedModel([0, 1, 2]), train, test, At2And3).At(2);
        Assert.Equal(
            (0.5, 1.0, 1.0, 1.0, 1.0, 1.0),
            (metrics.Precision, metrics.Recall, metrics.Map, metrics.Ndcg, metrics.HitRate, metrics.Mrr));
    }

    [Fact]
    public void Evaluate_SeenTestPair_IsDroppedOrAskedAsTheSwitchSays()
    {
        var train = SampleMatrices.Ones(1, 2, [0, 0], [0, 1]);
        var test = SampleMatrices.Ones(1, 2, [0], [1]);
        var model = new FixedModel([0, 1]);
        var dropped = Evaluator.Evaluate(model, train, test);
        Assert.Equal((0, 0, 1), (dropped.Users, dropped.TestPairs, dropped.SeenPairs));
        Assert.Equal(0, dropped.At(10).Ndcg);
        var asked = Evaluator.Evaluate(model, train, test, new EvaluationOptions { ExcludeSeen = false });
        Assert.Equal((1, 1, 0), (asked.Users, asked.TestPairs, asked.SeenPairs));
        Assert.Equal(1, asked.At(10).Ndcg);
    }

    [Fact]
    public void Evaluate_ItemNotInTrain_IsNoCandidateAndCounted()
    {
        var train = SampleMatrices.Ones(2, 3, [0, 1], [0, 1]);
        var test = SampleMatrices.Ones(2, 3, [0, 0], [1, 2]);
        var report = Evaluator.Evaluate(new FixedModel([0, 1, 2]), train, test);
        Assert.Equal((1, 1, 2), (report.TestPairs, report.UnreachablePairs, report.CandidateItems));
        Assert.Equal(1, report.At(10).Ndcg);
    }

    [Fact]
    public void Evaluate_AnyNumberOfThreads_SameBits()
    {
        var train = SampleMatrices.Random(200, 60, 1500, seed: 1);
        var test = SampleMatrices.Random(200, 60, 600, seed: 2);
        var model = new ItemKnnRecommender();
        model.Fit(train);
        var one = Evaluator.Evaluate(model, train, test, new EvaluationOptions { Threads = 1 });
        var three = Evaluator.Evaluate(model, train, test, new EvaluationOptions { Threads = 3 });
        Assert.Equal(one.Metrics.ToArray(), three.Metrics.ToArray());
    }

    [Fact]
    public void Evaluate_ShapesDiffer_Throws() => Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(
        new FixedModel([1]), SampleMatrices.Ones(1, 1, [0], [0]), SampleMatrices.Ones(1, 2, [0], [0])));

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 1001 })]
    [InlineData(new[] { 20, 10 })]
    [InlineData(new[] { 10, 10 })]
    public void Options_CutoffsOutOfRange_Throw(int[] cutoffs) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new EvaluationOptions { Cutoffs = [.. cutoffs] }.Validated());
}
