using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class ResampledMeansTests
{
    private const int Users = 400;
    private const int Items = 60;
    private static readonly EvaluationOptions At5 = new() { Cutoffs = [5] };

    [Fact]
    public void IntervalOf_ManyUsers_IsThatOfTheCentralLimit()
    {
        var figures = Report(ScoresBy(item => item)).PerUser;
        var values = figures.Of(UserMetric.Ndcg, 5);
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Users / Users);

        var interval = ResampledMeans.Of(figures, new SignificanceOptions { Resamples = 20_000 })
            .IntervalOf(UserMetric.Ndcg, 5);

        // With 400 users the mean is near normal; a quarter of a standard error leaves room for its skew.
        Assert.Equal(mean - (1.96 * error), interval.Low, error / 4);
        Assert.Equal(mean + (1.96 * error), interval.High, error / 4);
    }

    [Fact]
    public void IntervalOf_MoreConfidence_IsWider()
    {
        var figures = Report(ScoresBy(item => item)).PerUser;
        var narrow = Interval(figures, new SignificanceOptions { Confidence = 0.8 });
        var wide = Interval(figures, new SignificanceOptions { Confidence = 0.99 });
        Assert.True(wide.Low < narrow.Low && narrow.High < wide.High);
    }

    [Fact]
    public void IntervalOf_AnyThreads_SameBits()
    {
        var figures = Report(ScoresBy(item => item)).PerUser;
        var one = Interval(figures, new SignificanceOptions { Threads = 1 });
        Assert.Equal(one, Interval(figures, new SignificanceOptions { Threads = 3 }));
        Assert.NotEqual(one, Interval(figures, new SignificanceOptions { Seed = 2 }));
    }

    [Fact]
    public void IntervalOf_UndefinedForSome_IsOverTheOthers()
    {
        // One item is scored: a list has it alone, or, where the user has it, nothing; its novelty is one number.
        var scores = Enumerable.Repeat(float.NaN, Items).ToArray();
        scores[0] = 1;
        var report = Report(scores);
        Assert.Contains(report.PerUser.Of(UserMetric.Novelty, 5), double.IsNaN);
        var interval = ResampledMeans.Of(report.PerUser).IntervalOf(UserMetric.Novelty, 5);
        Assert.Equal(report.At(5).Novelty, interval.Low, 1e-12);
        Assert.Equal(report.At(5).Novelty, interval.High, 1e-12);
    }

    [Fact]
    public void DifferenceFrom_SameModel_IsNothing()
    {
        var means = ResampledMeans.Of(Report(ScoresBy(item => item)).PerUser);
        Assert.Equal(new ConfidenceInterval(0, 0), means.DifferenceFrom(means, UserMetric.Ndcg, 5));
    }

    [Fact]
    public void DifferenceFrom_PairedUsers_IsNarrowerThanTheTwoIntervals()
    {
        // Two models that swap the fifth and the sixth item agree on nearly every user.
        var one = ResampledMeans.Of(Report(ScoresBy(item => -item)).PerUser);
        var other = ResampledMeans.Of(Report(ScoresBy(item => item == 5 ? -3.5f : -item)).PerUser);
        var difference = one.DifferenceFrom(other, UserMetric.Recall, 5);
        var alone = one.IntervalOf(UserMetric.Recall, 5);
        Assert.True(difference.High - difference.Low < (alone.High - alone.Low) / 2);
    }

    [Fact]
    public void DifferenceFrom_OtherUsersOrOptions_Throws()
    {
        var figures = Report(ScoresBy(item => item)).PerUser;
        var means = ResampledMeans.Of(figures);
        var fewer = Evaluator.Evaluate(
            new FixedModel(ScoresBy(item => item)), Train(), SampleMatrices.Ones(Users, Items, [0], [1]), At5);
        Assert.Throws<ArgumentException>(
            () => means.DifferenceFrom(ResampledMeans.Of(fewer.PerUser), UserMetric.Ndcg, 5));
        Assert.Throws<ArgumentException>(() => means.DifferenceFrom(
            ResampledMeans.Of(figures, new SignificanceOptions { Seed = 9 }), UserMetric.Ndcg, 5));
        Assert.Throws<ArgumentException>(() => PairedTest.Of(figures, fewer.PerUser, UserMetric.Ndcg, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => means.IntervalOf(UserMetric.Ndcg, 10));
    }

    [Fact]
    public void Pool_UserInTwoParts_CountsOnceWithTheMean()
    {
        var train = SampleMatrices.Ones(3, 4, [0, 1, 2, 2], [0, 1, 2, 3]);
        var model = new FixedModel(4, 3, 2, 1);
        var options = new EvaluationOptions { Cutoffs = [1] };

        // Item 0 is the list of users 1 and 2, item 1 that of user 0. Part one: 0 hits, 1 not. Part two: 1 hits.
        var one = Evaluator.Evaluate(model, train, SampleMatrices.Ones(3, 4, [0, 1], [1, 2]), options).PerUser;
        var two = Evaluator.Evaluate(model, train, SampleMatrices.Ones(3, 4, [1], [0]), options).PerUser;
        var pooled = UserFigures.Pool([one, two]);
        Assert.Equal([0, 1], pooled.Users.ToArray());
        Assert.Equal([1, 0.5], pooled.Of(UserMetric.Recall, 1));
        Assert.Equal(0.75, pooled.Mean(UserMetric.Recall, 1), 1e-12);
        Assert.Throws<ArgumentException>(() => UserFigures.Pool([]));
    }

    private static ConfidenceInterval Interval(UserFigures figures, SignificanceOptions options) =>
        ResampledMeans.Of(figures, options).IntervalOf(UserMetric.Recall, 5);

    private static EvaluationReport Report(float[] scores) => Evaluator.Evaluate(
        new FixedModel(scores), Train(), SampleMatrices.Random(Users, Items, 4000, seed: 2), At5);

    private static CsrMatrix Train() => SampleMatrices.Random(Users, Items, 3000, seed: 1);

    private static float[] ScoresBy(Func<int, float> score) => [.. Enumerable.Range(0, Items).Select(score)];
}
