using Ayni.Numerics;

namespace Ayni.Training.Tests;

/// <summary>What every model that personalises must do, on a checkerboard whose right answers are known.</summary>
public abstract class RecommenderTests
{
    private const int Users = 40;
    private const int Items = 20;

    protected abstract IRecommender Create(int threads);

    [Fact]
    public void Recommend_Checkerboard_FindsTheItemLeftOut()
    {
        var (model, train) = Fitted(threads: 2);
        var ranked = model.Recommend(AllUsers, 1, exclude: train);
        for (var user = 0; user < Users; user++)
            Assert.Equal(SampleMatrices.LeftOut(user, Items), Assert.Single(ranked[user]).Index);
    }

    [Fact]
    public void Recommend_WithoutExclusion_FillsWithTheUsersColour()
    {
        var (model, _) = Fitted(threads: 2);
        var ranked = model.Recommend(AllUsers, Items / 2);
        for (var user = 0; user < Users; user++)
            Assert.All(ranked[user], entry => Assert.Equal(user % 2, entry.Index % 2));
    }

    [Fact]
    public void Recommend_AnyThreadsOrBatch_SameAnswer()
    {
        var (one, train) = Fitted(threads: 1);
        var (two, _) = Fitted(threads: 2);
        var expected = one.Recommend(AllUsers, 5, train, threads: 1);
        var together = two.Recommend(AllUsers, 5, train, threads: 2);
        for (var user = 0; user < Users; user++)
        {
            Assert.Equal(expected[user], together[user]);
            Assert.Equal(expected[user], Assert.Single(two.Recommend([user], 5, train)));
        }
    }

    [Fact]
    public void Recommend_ExcludedOrNoCandidate_NeverComes()
    {
        var (model, train) = Fitted(threads: 2);
        ulong[] firstTen = [0x3FF];
        var ranked = model.Recommend(AllUsers, Items, train, firstTen);
        for (var user = 0; user < Users; user++)
        {
            Assert.All(ranked[user], entry => Assert.True(entry.Index < 10));
            Assert.All(ranked[user], entry => Assert.False(train.Contains(user, entry.Index)));
            Assert.Equal(ranked[user].Order(), ranked[user]);
        }
    }

    [Fact]
    public void Recommend_CountZero_IsEmpty()
    {
        var (model, _) = Fitted(threads: 1);
        Assert.All(model.Recommend(AllUsers, 0), Assert.Empty);
    }

    [Fact]
    public void Score_BeforeFit_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Create(1).Score([0], new float[Items]));

    [Fact]
    public async Task Fit_Cancelled_ThrowsAndLeavesNoModel()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var model = Create(2);
        var train = SampleMatrices.Checkerboard(Users, Items);
        Assert.ThrowsAny<OperationCanceledException>(() => model.Fit(train, cancelled.Token));
        Assert.Throws<InvalidOperationException>(() => model.Score([0], new float[Items]));
    }

    private static int[] AllUsers => [.. Enumerable.Range(0, Users)];

    private (IRecommender Model, CsrMatrix Train) Fitted(int threads)
    {
        var train = SampleMatrices.Checkerboard(Users, Items);
        var model = Create(threads);
        model.Fit(train);
        Assert.Equal(Items, model.Items);
        return (model, train);
    }
}
