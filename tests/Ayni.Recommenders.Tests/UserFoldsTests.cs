namespace Ayni.Recommenders.Tests;

public sealed class UserFoldsTests
{
    [Fact]
    public void Of_AllFolds_AskEveryUserOnceAndNeverLearnFromTheAsked()
    {
        var pairs = SampleMatrices.Random(53, 20, 400, seed: 5);
        var asked = new int[53];
        foreach (var fold in UserFolds.Of(pairs, 5, 0.3, seed: 1))
        {
            Assert.InRange(
                Enumerable.Range(0, 53).Count(user => fold.Train.RowLength(user) == 0 && pairs.RowLength(user) > 0),
                9, 11);
            for (var user = 0; user < 53; user++)
            {
                var (history, truth) = (fold.Histories.RowLength(user), fold.Test.RowLength(user));
                Assert.True(fold.Train.RowLength(user) == 0 || history + truth == 0);
                if (truth == 0)
                    continue;
                asked[user]++;
                Assert.True(history > 0);
                Assert.Equal(Math.Max(1, Math.Floor((0.3 * pairs.RowLength(user)) + 0.5)), truth);
                Assert.Equal(
                    pairs.RowColumns(user).ToArray(),
                    fold.Histories.RowColumns(user).ToArray().Concat(fold.Test.RowColumns(user).ToArray()).Order());
            }
        }

        Assert.All(Enumerable.Range(0, 53), user => Assert.Equal(pairs.RowLength(user) > 1 ? 1 : 0, asked[user]));
    }

    [Fact]
    public void Of_ItemOfHeldOutUsersOnly_IsUnreachable()
    {
        // Each user has items nobody else has: nothing can be asked.
        var pairs = SampleMatrices.Ones(2, 4, [0, 0, 1, 1], [0, 1, 2, 3]);
        Assert.All(
            UserFolds.Of(pairs, 2, 0.5, seed: 1),
            fold => Assert.Equal((2, 1, new SplitReport(0, 0, 1, 0, 0)),
                (fold.Train.EntryCount, fold.Histories.EntryCount, fold.Dropped)));
    }

    [Fact]
    public void Of_SameSeed_SameFolds()
    {
        var pairs = SampleMatrices.Random(40, 20, 300, seed: 5);
        Assert.Equal(Tests(1), Tests(1));
        Assert.NotEqual(Tests(1), Tests(2));

        int[] Tests(int seed) =>
            [.. UserFolds.Of(pairs, 4, 0.5, seed).SelectMany(fold => fold.Test.ColumnIndices.ToArray())];
    }

    [Theory]
    [InlineData(1, 0.5, "folds")]
    [InlineData(4, 0.5, "folds")]
    [InlineData(2, 0, "truthShare")]
    [InlineData(2, 1, "truthShare")]
    public void Of_OutOfRange_NamesTheArgument(int folds, double share, string name) => Assert.Equal(
        name,
        Assert.Throws<ArgumentOutOfRangeException>(
            () => UserFolds.Of(SampleMatrices.Ones(3, 1, [0], [0]), folds, share, 1)).ParamName);

    [Fact]
    public void EvaluateFoldIn_Checkerboard_FindsTheColourOfUsersNeverSeen()
    {
        // Each user has all but one of ten items of a colour; of the nine, three are the truth. With the six that are
        // left as history, the best four are the truth and the one left out: three hits in four places.
        var pairs = SampleMatrices.Checkerboard(40, 20);
        foreach (var fold in UserFolds.Of(pairs, 4, 1 / 3.0, seed: 3))
        {
            var model = new ItemKnnRecommender();
            model.Fit(fold.Train);
            var report = Evaluator.EvaluateFoldIn(model, fold, new EvaluationOptions { Cutoffs = [4] });
            Assert.Equal((10, 30, 0), (report.Users, report.TestPairs, report.SeenPairs));
            Assert.Equal((1, 0.75), (report.At(4).Recall, report.At(4).Precision));
            Assert.Equal(10, report.Segments.Single(segment => segment.Segment == Segment.LightUsers).Users);
        }
    }

    [Fact]
    public void EvaluateFoldIn_AnyThreads_SameFigures()
    {
        var fold = UserFolds.Of(SampleMatrices.Random(80, 40, 1200, seed: 5), 3, 0.3, seed: 1).First();
        var model = new ItemKnnRecommender();
        model.Fit(fold.Train);
        Assert.Equal(
            Evaluator.EvaluateFoldIn(model, fold, new EvaluationOptions { Threads = 1 }).Metrics.ToArray(),
            Evaluator.EvaluateFoldIn(model, fold, new EvaluationOptions { Threads = 3 }).Metrics.ToArray());
    }
}
