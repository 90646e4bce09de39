namespace Ayni.Recommenders.Tests;

public sealed class EvaluationReportTests
{
    private static readonly EvaluationOptions At1 = new() { Cutoffs = [1], ColdUserEntries = 1 };

    [Fact]
    public void Pool_TwoParts_UsersCountOnceAndListFiguresAreMeansOverParts()
    {
        var (one, two) = (Asked([0, 1], [1, 2]), Asked([1], [0]));

        var pooled = EvaluationReport.Pool([one, two]);

        Assert.Equal((2, 3), (pooled.Users, pooled.TestPairs));
        Assert.Equal(0.75, pooled.At(1).Recall, 1e-12);
        Assert.Equal((one.At(1).Coverage + two.At(1).Coverage) / 2, pooled.At(1).Coverage, 1e-12);
        Assert.Equal((one.At(1).Gini + two.At(1).Gini) / 2, pooled.At(1).Gini, 1e-12);

        // All are cold: two of three askings hit, and a segment weighs parts by users.
        var cold = pooled.Segments.Single(segment => segment.Segment == Segment.ColdUsers);
        Assert.Equal((3, 2 / 3.0), (cold.Users, cold.Metrics[0].Recall));
    }

    [Fact]
    public void Pool_OnePart_IsThatPart()
    {
        var report = Asked([0], [1]);
        Assert.Same(report, EvaluationReport.Pool([report]));
    }

    [Fact]
    public void Renumbered_Users_KeepTheirFigures()
    {
        var figures = Asked([0, 1], [1, 2]).PerUser;
        var renumbered = figures.Renumbered([5, 9, 12]);
        Assert.Equal([5, 9], renumbered.Users.ToArray());
        Assert.Equal(figures.Of(UserMetric.Recall, 1), renumbered.Of(UserMetric.Recall, 1));
        Assert.Throws<ArgumentException>(() => figures.Renumbered([9, 5, 12]));
    }

    [Fact]
    public void At_CutoffNotEvaluated_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Asked([0], [1]).At(10));

    /// <summary>
    /// Three users with items 0, 1 and 2; item 0 is everybody's list but for its owner, who gets item 1.
    /// </summary>
    private static EvaluationReport Asked(int[] users, int[] items) => Evaluator.Evaluate(
        new FixedModel(4, 3, 2),
        SampleMatrices.Ones(3, 3, [0, 1, 2], [0, 1, 2]),
        SampleMatrices.Ones(3, 3, users, items),
        At1);
}
