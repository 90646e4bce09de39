using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

/// <summary>What lists are made of, and for whom they work, on numbers worked out by hand.</summary>
public sealed class ListMetricsTests
{
    private static readonly EvaluationOptions At2 = new() { Cutoffs = [2], ColdUserEntries = 1, LightUserEntries = 2 };

    /// <summary>
    /// Four users with an entry. Item 0: users 0, 1, 2, 3. Item 1: users 1 and 2. Item 2: user 2. Item 3: user 3.
    /// </summary>
    private static readonly CsrMatrix Train = SampleMatrices.Ones(
        5, 5, [0, 1, 2, 3, 1, 2, 2, 3], [0, 0, 0, 0, 1, 1, 2, 3]);

    [Fact]
    public void Evaluate_HandMadeLists_GiveNoveltyAndPopularity()
    {
        // User 0 has item 0, so the list is 1, 2: in 2 and 1 of 4 users, self-information 1 and 2 bits.
        var test = SampleMatrices.Ones(5, 5, [0], [1]);
        var metrics = Evaluator.Evaluate(new FixedModel(9, 8, 7, 6, 5), Train, test, At2).At(2);

        Assert.Equal(1.5, metrics.Novelty, 1e-12);
        Assert.Equal((0.5 + 0.25) / 2, metrics.Popularity, 1e-12);
        Assert.Equal((0.375 / 1) - 1, metrics.PopularityLift, 1e-12);
        Assert.Equal(2 / 3.0, metrics.F1, 1e-12);
    }

    [Fact]
    public void Evaluate_HandMadeLists_GiveDiversity()
    {
        // List 1, 2: column 1 is (users 1, 2), column 2 is (user 2): cosine 1/√2.
        var test = SampleMatrices.Ones(5, 5, [0], [1]);
        var metrics = Evaluator.Evaluate(new FixedModel(9, 8, 7, 6, 5), Train, test, At2).At(2);
        Assert.Equal(1 - (1 / Math.Sqrt(2)), metrics.Diversity, 1e-12);
    }

    [Fact]
    public void Evaluate_HandMadeLists_GiveGiniHeadShareAndCoverage()
    {
        // Users 0 and 3 are asked: lists (1, 2) and (1, 2). Slots of the candidates 0 to 3: 0, 2, 2, 0.
        var test = SampleMatrices.Ones(5, 5, [0, 3], [1, 2]);
        var metrics = Evaluator.Evaluate(
            new FixedModel(9, 8, 7, 6, 5), Train, test, At2 with { HeadItemShare = 0.5 }).At(2);

        // Ascending 0, 0, 2, 2: (−3·0 − 1·0 + 1·2 + 3·2) / (4 · 4).
        Assert.Equal(0.5, metrics.Gini, 1e-12);
        Assert.Equal(0.5, metrics.Coverage, 1e-12);

        // The head is the two with most entries, 0 and 1: every other slot.
        Assert.Equal(0.5, metrics.HeadShare, 1e-12);
    }

    [Fact]
    public void Evaluate_Segments_AreByTrainEntriesAndByPopularity()
    {
        // Users 0 (1 entry, cold), 1 (2, light) and 2 (3, heavy); with item 1 as half of the head.
        var test = SampleMatrices.Ones(5, 5, [0, 0, 1, 2], [1, 3, 2, 3]);
        var report = Evaluator.Evaluate(
            new FixedModel(9, 8, 7, 6, 5), Train, test, At2 with { HeadItemShare = 0.5 });

        Assert.Equal(
            [
                (Segment.ColdUsers, 1, 2), (Segment.LightUsers, 1, 1), (Segment.HeavyUsers, 1, 1),
                (Segment.HeadItems, 1, 1), (Segment.TailItems, 3, 3),
            ],
            report.Segments.Select(segment => (segment.Segment, segment.Users, segment.TestPairs)));

        // Lists: user 0: 1, 2; user 1: 2, 3; user 2: 3 alone, as item 4 is not in train.
        Assert.Equal([0.5, 1, 1, 1, 2 / 3.0], report.Segments.Select(segment => segment.Metrics[0].Recall));
        Assert.Equal([1, 1, 1, 1, 2 / 3.0], report.Segments.Select(segment => segment.Metrics[0].Mrr));
        Assert.Equal((0.5 + 1 + 1) / 3, report.At(2).Recall, 1e-12);
    }

    [Fact]
    public void Evaluate_EmptyOrShortList_IsLeftOutOfWhatItHasNoValueFor()
    {
        var test = SampleMatrices.Ones(5, 5, [0, 2], [1, 3]);
        var silent = Evaluator.Evaluate(
            new FixedModel(float.NaN, float.NaN, float.NaN, 1, float.NaN), Train, test, At2);
        Assert.Equal(2, silent.Users);
        Assert.Equal((2.0, 0.0), (silent.At(2).Novelty, silent.At(2).Diversity));
        Assert.All(silent.PerUser.Of(UserMetric.Diversity, 2), value => Assert.True(double.IsNaN(value)));

        var mute = Evaluator.Evaluate(
            new FixedModel(float.NaN, float.NaN, float.NaN, float.NaN, float.NaN), Train, test, At2).At(2);
        Assert.Equal((0.0, 0.0, 0.0, 0.0), (mute.Novelty, mute.Popularity, mute.PopularityLift, mute.Gini));
    }

    [Fact]
    public void Evaluate_RandomLists_DiversityIsThatOfDenseColumns()
    {
        var train = SampleMatrices.Random(40, 30, 300, seed: 3);
        var test = SampleMatrices.Random(40, 30, 200, seed: 4);
        var model = new ItemKnnRecommender();
        model.Fit(train);
        var options = new EvaluationOptions { Cutoffs = [3, 10] };
        var figures = Evaluator.Evaluate(model, train, test, options).PerUser;
        var lists = model.Recommend(figures.Users.ToArray(), 10, train, Candidates.Of(train));
        foreach (var cutoff in options.Cutoffs)
        {
            var diversity = figures.Of(UserMetric.Diversity, cutoff);
            for (var user = 0; user < lists.Length; user++)
            {
                // Both in double precision; only the order of the sums differs.
                Assert.Equal(DenseDiversity(train, lists[user].Take(cutoff)), diversity[user], 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(6, 5, 0.2, "ColdUserEntries")]
    [InlineData(-1, 5, 0.2, "ColdUserEntries")]
    [InlineData(1, 5, 0, "HeadItemShare")]
    [InlineData(1, 5, 1, "HeadItemShare")]
    public void Options_OutOfRange_NameTheOption(int cold, int light, double head, string option)
    {
        var options = new EvaluationOptions
        {
            ColdUserEntries = cold,
            LightUserEntries = light,
            HeadItemShare = head,
        };
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(options.Validated).ParamName);
    }

    private static double DenseDiversity(CsrMatrix train, IEnumerable<ScoredIndex> list)
    {
        var byItem = train.Transpose();
        var columns = list.Select(entry =>
        {
            var column = new double[train.Rows];
            for (var at = 0; at < byItem.RowLength(entry.Index); at++)
                column[byItem.RowColumns(entry.Index)[at]] = byItem.RowValues(entry.Index)[at];
            var norm = Math.Sqrt(column.Sum(value => value * value));
            return Array.ConvertAll(column, value => value / norm);
        }).ToArray();
        var (sum, pairs) = (0.0, 0);
        for (var one = 0; one < columns.Length; one++)
        {
            for (var other = 0; other < one; other++, pairs++)
                sum += 1 - columns[one].Zip(columns[other], (left, right) => left * right).Sum();
        }

        return sum / pairs;
    }
}
