using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

/// <summary>What every model that tells users apart must do besides, on a checkerboard.</summary>
public abstract class PersonalRecommenderTests : RecommenderTests
{
    [Fact]
    public void Recommend_Checkerboard_FindsTheItemLeftOut()
    {
        var (model, train) = FittedOnBoard();
        AssertAnswersBoard(model, train, Candidates.Of(train));
    }

    [Fact]
    public void Recommend_WithoutExclusion_FillsWithTheUsersColour()
    {
        var (model, train) = FittedOnBoard();
        var ranked = model.Recommend(All(train.Rows), Size.Items / 2);
        for (var user = 0; user < train.Rows; user++)
            Assert.All(ranked[user], entry => Assert.Equal(user % 2, entry.Index % 2));
    }

    [Fact]
    public void RecommendHistories_SomebodyNew_GetsTheirColour()
    {
        // Nobody in train met exactly these: three items of one colour.
        var (model, train) = FittedOnBoard();
        var histories = SampleMatrices.Ones(2, Size.Items, [0, 0, 0, 1, 1, 1], [2, 6, 10, 3, 7, 11]);
        var ranked = model.RecommendHistories(histories, [0, 1], 5, exclude: histories);
        Assert.All(ranked[0], entry => Assert.Equal(0, entry.Index % 2));
        Assert.All(ranked[1], entry => Assert.Equal(1, entry.Index % 2));
        Assert.All(ranked, entries => Assert.Equal(5, entries.Length));
        Assert.DoesNotContain(ranked[0], entry => histories.Contains(0, entry.Index));
    }

    [Fact]
    public void Recommend_ExcludedOrNoCandidate_NeverComes()
    {
        var (model, train) = FittedOnBoard();
        ulong[] firstTen = [0x3FF];
        var ranked = model.Recommend(All(train.Rows), Size.Items, train, firstTen);
        for (var user = 0; user < train.Rows; user++)
        {
            Assert.All(ranked[user], entry => Assert.True(entry.Index < 10));
            Assert.All(ranked[user], entry => Assert.False(train.Contains(user, entry.Index)));
            Assert.Equal(ranked[user].Order(), ranked[user]);
        }
    }

    protected override void AssertAnswersBoard(IRecommender model, CsrMatrix train, ulong[] candidates)
    {
        var ranked = model.Recommend(All(Size.Users), 1, train, candidates);
        for (var user = 0; user < Size.Users; user++)
            Assert.Equal(SampleMatrices.LeftOut(user, Size.Items), Assert.Single(ranked[user]).Index);
    }

    private static int[] All(int users) => [.. Enumerable.Range(0, users)];

    private (IRecommender Model, CsrMatrix Train) FittedOnBoard()
    {
        var train = SampleMatrices.Checkerboard(Size.Users, Size.Items);
        var model = Create(2);
        model.Fit(train);
        Assert.Equal(Size.Items, model.Items);
        return (model, train);
    }
}
