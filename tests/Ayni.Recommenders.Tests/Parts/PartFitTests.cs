using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

/// <summary>A part that keeps all neighbours scores as the model it is made of.</summary>
public sealed class PartFitTests
{
    private const int Users = 60;
    private const int Items = 40;

    private static readonly ParallelOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    [Fact]
    public void ItemKnn_AllNeighbours_ScoresAsTheRecommender()
    {
        var histories = Histories();
        var model = new ItemKnnRecommender(new ItemKnnOptions { Neighbours = Items });
        model.Fit(histories.Weights);

        var part = ItemKnnPart.Fit(histories, Items, OneThread);

        AssertScores(histories, model, part, history => 1 / Math.Sqrt(history.Sum(entry => entry.Weight)));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Ease_AllNeighbours_ScoresAsTheRecommender(double exponent)
    {
        var histories = Histories();
        var options = new EaseOptions { Regularization = 5, WeightExponent = exponent };
        var model = new EaseRecommender(options);
        model.Fit(histories.Weights);

        var part = EasePart.Fit(histories, Items, options, OneThread);

        AssertScores(histories, model, part, _ => 1);
    }

    [Fact]
    public void Ease_MoreItemsThanTheLimit_ModelsTheMostMet()
    {
        var histories = Histories();
        var part = EasePart.Fit(histories, Items, new EaseOptions { MaxItems = 5, Regularization = 5 }, OneThread);
        var counts = histories.Weights.ColumnCounts();
        var modelled = Enumerable.Range(0, Items).Where(item => part.Neighbours.RowLength(item) > 0).ToArray();

        Assert.InRange(modelled.Length, 2, 5);
        Assert.True(modelled.Min(item => counts[item]) >= counts.Order().ElementAt(Items - 6));
    }

    [Fact]
    public void Transitions_OneSecondEach_AreThoseOfTheRecommender()
    {
        int[][] met = [[0, 1, 2, 3], [2, 3, 0], [1, 3], [3, 2, 1, 0, 4]];
        var model = new TransitionRecommender();
        model.Fit(ItemSequences.From(5, met));

        var part = TransitionPart.Fit(SampleEvents.InOrder(5, met), 5, options: null, OneThread);

        Assert.Equal(model.Transitions.ColumnIndices.ToArray(), part.Neighbours.ColumnIndices.ToArray());
        for (var entry = 0; entry < part.Neighbours.EntryCount; entry++)
            Assert.Equal(model.Transitions.Values[entry], part.Neighbours.Values[entry], 1e-6f);
        Assert.Equal((0, 1.0, 50), (part.Weighting.WeightExponent, part.Weighting.AgeExponent, part.Weighting.Newest));
    }

    [Fact]
    public void Transitions_OneMoment_HaveNoDirectionAndNoDistance()
    {
        var together = SampleEvents.Of(4, [[(0, 9, 0), (1, 9, 0), (2, 9, 0), (3, 1, 1)]]);

        var plain = new TransitionOptions { CountExponent = 1, FreshnessExponent = 0 };
        var table = TransitionPart.Fit(together, 4, plain, OneThread).Neighbours;
        var apart = TransitionPart.Fit(together, 4, plain with { MomentShare = 0 }, OneThread).Neighbours;
        Assert.False(apart.Contains(0, 1));
        Assert.Equal(Of(table, 0, 3), Of(apart, 0, 3));

        // Each item was met once, so that all scalings are alike.
        Assert.Equal(Of(table, 0, 1), Of(table, 1, 0));
        Assert.Equal(Of(table, 0, 1), Of(table, 0, 2));
        Assert.Equal(Of(table, 0, 3), Of(table, 2, 3));
        Assert.Equal(1.15 / 2, Of(table, 0, 1) / Of(table, 0, 3), 1e-5);
        Assert.Equal(0.15, Of(table, 3, 0) / Of(table, 0, 3), 1e-5);
    }

    [Fact]
    public void Transitions_SameItemInARow_CountsOnce()
    {
        var viewedThenBought = SampleEvents.InOrder(2, [0, 0, 1, 1]);
        var once = SampleEvents.InOrder(2, [0, 1]);

        Assert.Equal(
            TransitionPart.Fit(once, 2, options: null, OneThread).Neighbours.ContentHash(),
            TransitionPart.Fit(viewedThenBought, 2, options: null, OneThread).Neighbours.ContentHash());
    }

    [Fact]
    public void BoughtTogether_ByHand_IsTheShrunkCosine()
    {
        // 0 and 1 by three shoppers, 0 and 2 by two; 0 stands in five baskets, 1 in four.
        var events = SampleEvents.Baskets(3, [0, 1], [0, 1], [0, 1], [0, 2], [0, 2], [1]);

        var table = BoughtTogetherPart.Fit(events, 3, options: null, OneThread).Neighbours;

        Assert.Equal(3 / Math.Sqrt(5 * 4) * 3 / (3 + 5), Of(table, 0, 1), 1e-6);
        Assert.Equal(Of(table, 0, 1), Of(table, 1, 0));
        Assert.False(table.Contains(0, 2));
    }

    [Fact]
    public void BoughtTogether_OneShopperAgainAndAgain_IsOneChance()
    {
        var habit = SampleEvents.Of(
            2, [[.. Enumerable.Range(0, 20).SelectMany(basket => new[] { (0, 0, basket), (1, 0, basket) })]]);

        Assert.Equal(0, BoughtTogetherPart.Fit(habit, 2, options: null, OneThread).Neighbours.EntryCount);
        Assert.Equal(2, BoughtTogetherPart.Fit(habit, 2, new() { MinSupport = 1 }, OneThread).Neighbours.EntryCount);
    }

    [Fact]
    public void BoughtTogether_OtherBasketOrViewsOrTooManyItems_SayNothing()
    {
        (int, int, int)[] apart = [(0, 9, 0), (1, 1, 1)];
        (int, int, int)[] viewed = [(0, 9, 0), (1, 9, ShopperEvents.NoBasket)];
        (int, int, int)[] all = [(0, 9, 0), (1, 9, 0), (2, 9, 0)];
        var events = SampleEvents.Of(3, apart, viewed, all);
        var options = new BoughtTogetherOptions { MinSupport = 1, MaxBasketItems = 2 };

        Assert.Equal(0, BoughtTogetherPart.Fit(events, 3, options, OneThread).Neighbours.EntryCount);
    }

    [Fact]
    public void Fit_Threads_ChangeNoBit()
    {
        var histories = Histories();
        var threads = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        var (ease, few) = (new EaseOptions { Regularization = 5 }, 7);

        Assert.Equal(Hash(ItemKnnPart.Fit(histories, few, OneThread)), Hash(ItemKnnPart.Fit(histories, few, threads)));
        Assert.Equal(
            Hash(EasePart.Fit(histories, few, ease, OneThread)), Hash(EasePart.Fit(histories, few, ease, threads)));
        Assert.Equal(
            Hash(TransitionPart.Fit(histories.Events, few, options: null, OneThread)),
            Hash(TransitionPart.Fit(histories.Events, few, options: null, threads)));
        Assert.Equal(
            Hash(BoughtTogetherPart.Fit(histories.Events, few, new() { MinSupport = 1 }, OneThread)),
            Hash(BoughtTogetherPart.Fit(histories.Events, few, new() { MinSupport = 1 }, threads)));
        Assert.InRange(ItemKnnPart.Fit(histories, few, threads).Neighbours.EntryCount, 1, few * Items);
    }

    [Fact]
    public void Fit_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var cancelled = new ParallelOptions { CancellationToken = stop.Token };
        var histories = Histories();

        Assert.ThrowsAny<OperationCanceledException>(() => ItemKnnPart.Fit(histories, 5, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => EasePart.Fit(histories, 5, new EaseOptions(), cancelled));
        Assert.ThrowsAny<OperationCanceledException>(
            () => TransitionPart.Fit(histories.Events, 5, options: null, cancelled));
        Assert.ThrowsAny<OperationCanceledException>(
            () => BoughtTogetherPart.Fit(histories.Events, 5, options: null, cancelled));
    }

    [Fact]
    public void BoughtTogetherOptions_Bounds_AreHeld()
    {
        Assert.NotNull(new BoughtTogetherOptions().Validated());
        Assert.NotNull(
            new BoughtTogetherOptions { MinSupport = 1_000, Shrinkage = 1e6, MaxBasketItems = 65_536 }.Validated());
        Assert.All(
            (BoughtTogetherOptions[])
            [
                new() { MinSupport = 0 }, new() { MinSupport = 1_001 }, new() { Shrinkage = -1 },
                new() { Shrinkage = 1e6 + 1 }, new() { MaxBasketItems = 1 }, new() { MaxBasketItems = 65_537 },
            ],
            options => Assert.Throws<ArgumentOutOfRangeException>(options.Validated));
    }

    private static void AssertScores(
        ShopperHistories histories, IRecommender model, NeighbourPart part, Func<HistoryEntry[], double> scaleOf)
    {
        var (expected, sparse) = (new float[Items], new SparseScores(Items));
        for (var user = 0; user < Users; user++)
        {
            var history = histories.Of(user);
            model.Score([user], expected);
            new NeighbourScorer(part).Score(history, 1, sparse);
            for (var item = 0; item < Items; item++)
            {
                var want = float.IsNaN(expected[item]) ? 0 : expected[item] * scaleOf(history);
                Assert.Equal(want, float.IsNaN(sparse[item]) ? 0 : sparse[item], 1e-4);
            }

            sparse.Clear();
        }
    }

    private static ShopperHistories Histories()
    {
        var weights = SampleMatrices.Random(Users, Items, 500, seed: 5);
        var users = Enumerable.Range(0, Users).Select(user => weights.RowColumns(user).ToArray()
            .Select((item, place) => (item, 1_000 - place, place / 3)).ToArray());
        return new ShopperHistories(weights, new ImplicitAlsOptions(), SampleEvents.Of(Items, [.. users]));
    }

    private static double Of(CsrMatrix table, int from, int to) =>
        table.RowValues(from)[table.RowColumns(from).BinarySearch(to)];

    private static string Hash(NeighbourPart part) => part.Neighbours.ContentHash();
}
