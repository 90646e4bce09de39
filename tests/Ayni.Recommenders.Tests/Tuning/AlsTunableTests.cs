using System.Globalization;

namespace Ayni.Recommenders.Tests;

public sealed class AlsTunableTests
{
    private static readonly ImplicitAlsOptions Options = new()
    {
        Rank = 6,
        FrequencyScaling = 1,
        Regularization = 0.01,
    };

    private static readonly TuningMetric Metric = TuningMetric.Parse("ndcg@5");

    [Theory]
    [InlineData("ndcg@5")]
    [InlineData("recall@5")]
    [InlineData("map@3")]
    public void Advance_AllSweeps_TheBestFigureOfFittingEachNumberOfSweepsAlone(string metric)
    {
        var pairs = Pairs();
        var split = new JudgedSplit(pairs, TuningMetric.Parse(metric));
        var trial = new AlsTunable([split], Options, patience: 6).Start(Values(0.05));

        var score = trial.Advance(6, CancellationToken.None);

        var figures = Enumerable.Range(1, 6).Select(sweeps => Figure(pairs, 0.05, sweeps, split.Metric)).ToList();
        Assert.Equal(figures.Max(), score.Metric, 1e-12);
        Assert.Equal(figures.IndexOf(figures.Max()) + 1, score.BestResource);
        Assert.Equal(6, score.SpentResource);
    }

    [Fact]
    public void Advance_InSteps_SameScoreAsAtOnce()
    {
        var split = new JudgedSplit(Pairs(), Metric);
        var tunable = new AlsTunable([split], Options, patience: 9);
        var steps = tunable.Start(Values(0.05));
        var scores = new[] { 1, 1, 3, 8, 2 }.Select(sweeps => steps.Advance(sweeps, CancellationToken.None)).ToList();
        Assert.Equal(tunable.Start(Values(0.05)).Advance(8, CancellationToken.None), scores[^1]);
        Assert.Equal([1, 1, 3, 8, 8], scores.Select(score => score.SpentResource));
    }

    [Fact]
    public void Advance_SeveralSplits_TheBestMeanOverThemAndAsItIsWhenAdvancedInSteps()
    {
        var splits = new[] { Pairs(seed: 1), Pairs(seed: 2), Pairs(seed: 3) };
        var judged = splits.Select(pairs => new JudgedSplit(pairs, Metric)).ToArray();
        var tunable = new AlsTunable(judged, Options, patience: 6);
        var steps = tunable.Start(Values(0.05));

        var score = tunable.Start(Values(0.05)).Advance(6, CancellationToken.None);

        var means = Enumerable.Range(1, 6)
            .Select(sweeps => splits.Average(pairs => Figure(pairs, 0.05, sweeps, Metric))).ToList();
        Assert.Equal(means.Max(), score.Metric, 1e-12);
        Assert.Equal((means.IndexOf(means.Max()) + 1, 6), (score.BestResource, score.SpentResource));
        steps.Advance(2, CancellationToken.None);
        Assert.Equal(score, steps.Advance(6, CancellationToken.None));
    }

    [Fact]
    public void Advance_NothingBetterForAsManySweepsAsPatience_Stops()
    {
        // The checkerboard is learnt perfectly in a sweep or two, and no figure is better than that.
        var matrix = SampleMatrices.Checkerboard(60, 30);
        var split = new JudgedSplit(ValidationSplit.Of(matrix, 0.2, 1, 1), TuningMetric.Parse("hit_rate@10"));
        var trial = new AlsTunable([split], Options, patience: 2).Start(Values(0.05));

        var score = trial.Advance(50, CancellationToken.None);
        var later = trial.Advance(100, CancellationToken.None);

        Assert.Equal(1, score.Metric);
        Assert.Equal(score.BestResource + 2, score.SpentResource);
        Assert.Equal(score, later);
    }

    [Fact]
    public void Start_ValueOutOfRange_NamesTheOption()
    {
        var tunable = new AlsTunable([new JudgedSplit(Pairs(), Metric)], Options);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => tunable.Start(Values(11)));
        Assert.Equal("UnobservedWeight", error.ParamName);
    }

    [Fact]
    public void JudgedSplit_NothingHeldOut_IsRefused()
    {
        var lonely = SampleMatrices.Ones(3, 3, [0, 1, 2], [0, 1, 2]);
        Assert.Throws<ArgumentException>(() => new JudgedSplit(ValidationSplit.Of(lonely, 0.5, 1, 1), Metric));
    }

    [Fact]
    public void ValidationSplit_ShareOfUsers_OnlyTheyLosePairs()
    {
        var matrix = SampleMatrices.Random(1000, 50, 20_000, seed: 5);
        var split = ValidationSplit.Of(matrix, 0.25, 0.3, seed: 2);
        var judged = Enumerable.Range(0, 1000).Count(user => split.Test.RowLength(user) > 0);

        // Four standard deviations of 1,000 coins of 0.3.
        Assert.InRange(judged, 300 - 58, 300 + 58);
        Assert.Equal(matrix.EntryCount, split.Train.EntryCount + split.Test.EntryCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => ValidationSplit.Of(matrix, 0.25, 0, 2));
    }

    [Theory]
    [InlineData("ndcg")]
    [InlineData("ndcg@0")]
    [InlineData("ndcg@1001")]
    [InlineData("ndcg@ten")]
    [InlineData("novelty@10")]
    [InlineData("")]
    public void TuningMetric_NoneThatIsKnown_SaysWhatThereIs(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => TuningMetric.Parse(text));
        Assert.Contains("such as ndcg@20", error.Message, StringComparison.Ordinal);
    }

    private static TrainTestSplit Pairs(int seed = 1) =>
        ValidationSplit.Of(SampleMatrices.Random(300, 80, 5000, seed: 1), 0.2, 1, seed);

    private static OptionValues Values(double unobservedWeight) =>
        new([("unobserved-weight", unobservedWeight.ToString(CultureInfo.InvariantCulture))]);

    private static double Figure(TrainTestSplit pairs, double unobservedWeight, int sweeps, TuningMetric metric)
    {
        var model = new ImplicitAlsRecommender(Options with { UnobservedWeight = unobservedWeight, Sweeps = sweeps });
        model.Fit(pairs.Train);
        var report = Evaluator.Evaluate(
            model, pairs.Train, pairs.Test, new EvaluationOptions { Cutoffs = [metric.Cutoff] });
        return report.PerUser.Mean(metric.Metric, metric.Cutoff);
    }
}
