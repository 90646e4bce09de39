using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

/// <summary>What every model must do, on data whose right answers are known by construction.</summary>
public abstract class RecommenderTests
{
    /// <summary>Size of the checkerboard; both even.</summary>
    protected virtual (int Users, int Items) Size => (40, 20);

    /// <summary>
    /// How far the scores of a fitted row folded in may be from the fitted user's, as a share of the largest score; 0
    /// for the same bits, null where the model promises nothing.
    /// </summary>
    protected virtual double? FoldInTolerance => 0;

    /// <summary>Whether past items explain a score.</summary>
    protected virtual bool Explains => true;

    protected abstract IRecommender Create(int threads);

    [Fact]
    public void Recommend_MetTogetherMoreOften_ComesFirst()
    {
        // Item 0 was met with item 1 by nine, with item 2 by four, with item 3 by one; the last user met item 0 alone.
        // Ten more users of items 4 and 5 make 4 and 5 popular among others, but no more so than item 1.
        var pairs = new List<(int User, int Item)>();
        var user = 0;
        foreach (var (item, times) in new[] { (1, 9), (2, 4), (3, 1) })
        {
            for (var time = 0; time < times; time++, user++)
                pairs.AddRange([(user, 0), (user, item)]);
        }

        for (var time = 0; time < 3; time++, user++)
            pairs.AddRange([(user, 4), (user, 5)]);
        pairs.Add((user, 0));
        var train = SampleMatrices.Ones(
            user + 1, 6, [.. pairs.Select(pair => pair.User)], [.. pairs.Select(pair => pair.Item)]);
        var model = Create(2);
        model.Fit(train);
        Assert.Equal([1, 2], model.Recommend([user], 2, train)[0].Select(entry => entry.Index));
    }

    [Fact]
    public void Score_AnyThreadsOrBatch_SameBits()
    {
        var train = SampleMatrices.Random(60, 25, 300, seed: 5);
        var (one, two) = (Create(1), Create(2));
        one.Fit(train);
        two.Fit(train);
        int[] users = [.. Enumerable.Range(0, 60)];
        var expected = Scores(one, users);
        Assert.Equal(expected, Scores(two, users));
        foreach (var user in users)
            Assert.Equal(expected[(user * 25)..((user + 1) * 25)], Scores(two, [user]));
        Assert.Equal(
            one.Recommend(users, 5, train, threads: 1).SelectMany(entries => entries),
            two.Recommend(users, 5, train, threads: 2).SelectMany(entries => entries));
    }

    [Fact]
    public void ScoreHistories_FittedRow_IsTheScoreOfTheFittedUser()
    {
        if (FoldInTolerance is not { } tolerance)
            return;
        var (model, train) = FittedOnRandom();
        int[] users = [.. Enumerable.Range(0, train.Rows)];
        var expected = Scores(model, users);
        var folded = new float[expected.Length];
        model.ScoreHistories(train, users, folded);
        var scale = expected.Where(float.IsFinite).Max(Math.Abs);
        for (var index = 0; index < expected.Length; index++)
        {
            Assert.Equal(float.IsNaN(expected[index]), float.IsNaN(folded[index]));
            if (!float.IsNaN(expected[index]))
                Assert.InRange(Math.Abs(expected[index] - folded[index]), 0, tolerance * scale);
        }
    }

    [Fact]
    public void ScoreHistories_AnyBatchOrRow_DependsOnTheHistoryAlone()
    {
        var (model, train) = FittedOnRandom();
        var together = new float[3 * train.Columns];
        model.ScoreHistories(train, [7, 8, 9], together);
        var moved = train.SliceRows(8, 1);
        var alone = new float[train.Columns];
        model.ScoreHistories(moved, [0], alone);
        Assert.Equal(together[train.Columns..(2 * train.Columns)], alone);
    }

    [Fact]
    public void ScoreHistories_OtherNumberOfItems_Throws()
    {
        var (model, train) = FittedOnRandom();
        var other = SampleMatrices.Ones(1, train.Columns + 1, [0], [0]);
        Assert.Throws<ArgumentException>(() => model.ScoreHistories(other, [0], new float[train.Columns + 1]));
    }

    [Fact]
    public void Explain_AnyScore_PartsAreOfTheHistoryAndAddUp()
    {
        var (model, train) = FittedOnRandom();
        for (var user = 0; user < train.Rows; user++)
        {
            var scores = Scores(model, [user]);
            for (var item = 0; item < train.Columns; item++)
            {
                var parts = model.Explain(user, item);
                Assert.All(parts, part => Assert.True(train.Contains(user, part.Index)));
                Assert.Equal(parts.Order(), parts);
                if (!Explains || float.IsNaN(scores[item]))
                {
                    Assert.Empty(parts);
                    continue;
                }

                var sizes = parts.Sum(part => Math.Abs(part.Score));
                Assert.InRange(Math.Abs(parts.Sum(part => part.Score) - scores[item]), 0, 1e-5 + (1e-4 * sizes));
            }
        }
    }

    [Fact]
    public void Explain_NoSuchUserOrItem_Throws()
    {
        var (model, train) = FittedOnRandom();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Explain(train.Rows, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Explain(0, train.Columns));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Explain(-1, 0));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-1f)]
    public void Fit_BadWeight_NamesRowColumnAndRemedyAndLeavesNoModel(float bad)
    {
        var model = Create(2);
        model.Fit(SampleMatrices.Checkerboard(Size.Users, Size.Items));
        var exception = Assert.Throws<InvalidWeightException>(
            () => model.Fit(CsrMatrix.FromTriples(4, 3, [0, 1, 3], [0, 1, 2], [1, 1, bad])));
        Assert.Equal((3, 2), (exception.Row, exception.Column));
        Assert.Contains("row 3, column 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Leave the pair out", exception.Message, StringComparison.Ordinal);
        AssertNotFitted(model);
    }

    [Fact]
    public void ScoreHistories_BadWeight_NamesRowAndColumn()
    {
        var (model, train) = FittedOnRandom();
        var bad = CsrMatrix.FromTriples(2, train.Columns, [0, 1], [0, 1], [1, float.NaN]);
        var exception = Assert.Throws<InvalidWeightException>(
            () => model.ScoreHistories(bad, [1], new float[train.Columns]));
        Assert.Equal((1, 1), (exception.Row, exception.Column));
    }

    [Fact]
    public void Fit_EmptyRowsAndColumns_AreHarmless()
    {
        // The last two users met nothing, and nobody met the last two items.
        var (users, items) = Size;
        var board = SampleMatrices.Checkerboard(users, items);
        int[] starts = [.. board.RowStarts, board.EntryCount, board.EntryCount];
        var train = new CsrMatrix(
            users + 2, items + 2, starts, board.ColumnIndices.ToArray(), board.Values.ToArray());
        var model = Create(2);
        model.Fit(train);
        Assert.Equal(items + 2, model.Items);
        var known = Candidates.Of(train);
        foreach (var user in Enumerable.Range(0, users + 2))
        {
            Assert.DoesNotContain(Scores(model, [user]), float.IsInfinity);
            Assert.All(model.Recommend([user], 3, train, known)[0], entry => Assert.True(entry.Index < items));
        }

        AssertAnswersBoard(model, train, known);
        Assert.Empty(model.Explain(users, 0));
        var folded = new float[items + 2];
        model.ScoreHistories(train, [users], folded);
        Assert.DoesNotContain(folded, float.IsInfinity);
    }

    [Fact]
    public void Fit_NothingAtAll_GivesAModelThatSaysNothingSpecial()
    {
        var model = Create(2);
        model.Fit(CsrMatrix.FromTriples(3, 4, [], [], []));
        Assert.Equal(4, model.Items);
        Assert.DoesNotContain(Scores(model, [0, 1, 2]), float.IsInfinity);
    }

    [Fact]
    public void Fit_ShopOfAFewUsersAndItems_GivesFiniteScores()
    {
        for (var users = 1; users <= 4; users++)
        {
            for (var items = 1; items <= 4; items++)
            {
                AssertFits(SampleMatrices.Ones(users, items, [0], [0]));
                AssertFits(SampleMatrices.Random(users, items, users * items, seed: 1));
                AssertFits(SampleMatrices.OneItemAUser(users, items));
            }
        }
    }

    [Fact]
    public void Fit_Again_ReplacesTheModel()
    {
        var model = Create(2);
        model.Fit(SampleMatrices.Checkerboard(Size.Users, Size.Items));
        var train = SampleMatrices.Random(30, 12, 100, seed: 2);
        model.Fit(train);
        var fresh = Create(2);
        fresh.Fit(train);
        Assert.Equal(Scores(fresh, [0, 29]), Scores(model, [0, 29]));
    }

    [Fact]
    public async Task Fit_Cancelled_ThrowsAndLeavesNoModel()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var model = Create(2);
        var train = SampleMatrices.Checkerboard(Size.Users, Size.Items);
        model.Fit(train, CancellationToken.None);
        Assert.ThrowsAny<OperationCanceledException>(() => model.Fit(train, cancelled.Token));
        AssertNotFitted(model);
    }

    [Fact]
    public void Score_BeforeFit_Throws() => AssertNotFitted(Create(1));

    [Fact]
    public void Recommend_CountZero_IsEmpty()
    {
        var (model, train) = FittedOnRandom();
        Assert.All(model.Recommend([.. Enumerable.Range(0, train.Rows)], 0), Assert.Empty);
    }

    protected static float[] Scores(IRecommender model, int[] users)
    {
        var scores = new float[users.Length * model.Items];
        model.Score(users, scores);
        return scores;
    }

    /// <summary>What the model must say about the checkerboard's users, whatever else is in the matrix.</summary>
    protected virtual void AssertAnswersBoard(IRecommender model, CsrMatrix train, ulong[] candidates)
    {
    }

    private void AssertFits(CsrMatrix train)
    {
        var model = Create(2);
        model.Fit(train);
        int[] users = [.. Enumerable.Range(0, train.Rows)];
        var folded = new float[train.Rows * train.Columns];
        model.ScoreHistories(train, users, folded);
        Assert.DoesNotContain(Scores(model, users), float.IsInfinity);
        Assert.DoesNotContain(folded, float.IsInfinity);
        Assert.Equal(train.Rows, model.Recommend(users, 5).Length);
    }

    private static void AssertNotFitted(IRecommender model)
    {
        Assert.Equal(0, model.Items);
        Assert.Throws<InvalidOperationException>(() => model.Score([0], new float[1]));
        Assert.Throws<InvalidOperationException>(() => model.Explain(0, 0));
        Assert.Throws<InvalidOperationException>(
            () => model.ScoreHistories(SampleMatrices.Ones(1, 1, [0], [0]), [0], new float[1]));
    }

    private (IRecommender Model, CsrMatrix Train) FittedOnRandom()
    {
        var train = SampleMatrices.Random(Size.Users, Size.Items, 200, seed: 9);
        var model = Create(2);
        model.Fit(train);
        return (model, train);
    }
}
