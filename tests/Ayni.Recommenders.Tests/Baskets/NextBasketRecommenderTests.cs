using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class NextBasketRecommenderTests
{
    private static readonly NextBasketOptions Own = new()
    {
        RecencyDecay = 1,
        RepeatExponent = 0,
        AffinityShare = 0,
        NeighbourShare = 0,
        PopularityShare = 0,
    };

    // User 0: {0, 1}, {0}, {2}; user 1: {0, 3}, {3}; user 2: {1}, {4}.
    private static readonly Dictionary<string, int[][]> Baskets = new()
    {
        ["a"] = [[0, 1], [0], [2]],
        ["b"] = [[0, 3], [3]],
        ["c"] = [[1], [4]],
    };

    private static readonly Dictionary<string, int[][]> Futures = new()
    {
        ["a"] = [[0, 5]],
        ["b"] = [[3]],
        ["c"] = [[0, 1, 2]],
    };

    [Fact]
    public void Score_OwnShare_IsTheDecayedFrequency()
    {
        var scores = Scores(Own, 0);

        Assert.Equal((1 / 3.0) + (1 / 2.0), scores[0], 1e-6);
        Assert.Equal(1 / 3.0, scores[1], 1e-6);
        Assert.Equal(1, scores[2], 1e-6);
        Assert.True(float.IsNaN(scores[3]));
    }

    [Fact]
    public void RepeatRates_ByHand_AreShrunkSharesOverTheUsual()
    {
        var rates = RepeatRates.Of(new PurchaseHistories(Split().Events), shrinkage: 2);

        // Repeats: one of 0, one of 3. Chances after a first purchase: 0: 2 + 1, 1: 2 + 1, 2: 0, 3: 1, 4: 0. Usual 2/7.
        var usual = 2 / 7.0;
        Assert.Equal((1 + (2 * usual)) / (3 + 2) / usual, rates[0], 1e-5);
        Assert.Equal(2 * usual / (3 + 2) / usual, rates[1], 1e-5);
        Assert.Equal(1, rates[2], 1e-5);
        Assert.Equal((1 + (2 * usual)) / (1 + 2) / usual, rates[3], 1e-5);
    }

    [Fact]
    public void RepeatRates_NothingBoughtAgain_AreUsual()
    {
        var once = new PurchaseHistories(SampleEvents.Of(2, [[(0, 9, 0), (1, 5, 1)]]));
        Assert.Equal([1f, 1f], RepeatRates.Of(once));
    }

    [Fact]
    public void Score_ReadilyRepeated_ComesFirst()
    {
        // Items 0 and 3 were bought twice by somebody, 1 never again.
        var scores = Scores(Own with { RepeatExponent = 1, RecencyDecay = 0 }, 1);
        Assert.True(scores[3] > scores[0]);
        Assert.True(Scores(Own with { RepeatExponent = 1, RecencyDecay = 0 }, 0)[0] > 2 * scores[0] - 1e-6);
    }

    [Fact]
    public void Score_Due_FavoursTheIntervalOfTheItem()
    {
        const int Day = SampleEvents.Day;
        (int, int, int)[] Weekly() =>
            [.. Enumerable.Range(0, 7).Select(week => (0, ((6 - week) * 7 * Day) + (7 * Day), week))];
        var events = SampleEvents.Of(
            2, Weekly(), [(0, 7 * Day, 0), (1, 7 * Day, 1)], [(0, Day / 24, 0), (1, Day / 24, 1)]);
        var model = new NextBasketRecommender(events, Own with { DueShare = 1, RecencyDecay = 0 });
        model.Fit(events.Sequences.ToMatrix());

        var (due, early) = (Of(model, 1, 2), Of(model, 2, 2));

        Assert.Equal(1, due[0], 1e-6);
        Assert.InRange(early[0], 0, 0.01);
        Assert.Equal(1, early[1], 1e-6);
        Assert.Equal(1, RepeatDue.Of(3, double.NaN));
        Assert.True(RepeatDue.Of(7, 7) > RepeatDue.Of(10, 7));
    }

    [Fact]
    public void Score_AffinitiesAndShoppersAndPopularity_FillUp()
    {
        Assert.True(Scores(Own with { PopularityShare = 0.1 }, 2)[0] > 0);
        Assert.True(Scores(Own with { AffinityShare = 1 }, 2)[0] > 0);
        Assert.True(Scores(Own with { NeighbourShare = 1 }, 2)[0] > 0);
        Assert.True(float.IsNaN(Scores(Own with { NeighbourShare = 1, OwnOnly = true }, 2)[0]));
    }

    [Fact]
    public void Explain_OwnAndAffinities_AddUpToTheScore()
    {
        var options = Own with { AffinityShare = 0.7 };
        var split = Split();
        var model = new NextBasketRecommender(split.Events, options);
        model.Fit(split.Seen);
        foreach (var item in Enumerable.Range(0, 5))
        {
            var score = Of(model, 0, 6)[item];
            Assert.Equal(
                float.IsNaN(score) ? 0 : score, model.Explain(0, item).Sum(part => part.Score), 1e-5f);
        }

        Assert.Equal(2, model.Explain(0, 2)[0].Index);
    }

    [Fact]
    public void Fit_AnyThreads_SameBits()
    {
        var split = Split();
        var one = new NextBasketRecommender(split.Events, null, 1);
        var two = new NextBasketRecommender(split.Events, null, 2);
        one.Fit(split.Seen);
        two.Fit(split.Seen);
        for (var user = 0; user < 3; user++)
            Assert.Equal(Of(one, user, 6), Of(two, user, 6));
    }

    [Fact]
    public void Fit_OtherUsers_IsRefused()
    {
        var model = new NextBasketRecommender(Split().Events);
        Assert.Throws<InvalidOperationException>(() => model.Score([0], new float[6]));
        Assert.Contains("4 users", Assert.Throws<ArgumentException>(
            () => model.Fit(CsrMatrix.FromTriples(4, 6, [0], [0], [1]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_ByHand_DividesByTheBasket()
    {
        var split = Split();
        var model = new NextBasketRecommender(split.Events, Own);
        model.Fit(split.Seen);

        var at = split.Evaluate(model, new EvaluationOptions { Cutoffs = [2] }).At(2);

        // a: list 2, 0 (1, .83): one of two. b: 3, 0: all of it. c: 4, 1 (1, .5): one of three.
        Assert.Equal((0.5 + 1 + (1 / 3.0)) / 3, at.Recall, 1e-6);
        Assert.Equal(1, at.HitRate);
        var second = 1 / Math.Log2(3);
        Assert.Equal(((second / (1 + second)) + 1 + (second / (1 + second))) / 3, at.Ndcg, 1e-6);
    }

    [Fact]
    public void Validation_OneBasket_IsLearntFromAndNotAsked()
    {
        var split = BasketSplit.Validation(new Dictionary<string, int[][]> { ["a"] = [[0]], ["b"] = [[0], [1, 2]] });
        Assert.Equal([0, 2], Enumerable.Range(0, 2).Select(split.Asked.RowLength));
        Assert.Equal([1, 1], Enumerable.Range(0, 2).Select(split.Seen.RowLength));
    }

    [Fact]
    public void Options_Bounds_AreHeld()
    {
        Assert.Equal(0.6, new NextBasketOptions().Validated().RecencyDecay);
        Assert.All(
            (NextBasketOptions[])
            [
                new() { RecencyDecay = -1 }, new() { RepeatExponent = 6 }, new() { RepeatShrinkage = 0 },
                new() { DueShare = 1.1 }, new() { AffinityShare = -1 }, new() { AffinityDecay = 11 },
                new() { AffinityItems = 0 }, new() { NeighbourShare = 1_001 }, new() { Neighbours = 0 },
                new() { NeighbourDecay = -1 }, new() { PopularityShare = double.NaN }, new() { PopularityDecay = 11 },
            ],
            options => Assert.Throws<ArgumentOutOfRangeException>(options.Validated));
    }

    private static BasketSplit Split() => BasketSplit.Test(Baskets, Futures);

    private static float[] Scores(NextBasketOptions options, int user)
    {
        var split = Split();
        var model = new NextBasketRecommender(split.Events, options);
        model.Fit(split.Seen);
        return Of(model, user, 6);
    }

    private static float[] Of(NextBasketRecommender model, int user, int items)
    {
        var scores = new float[items];
        model.Score([user], scores);
        return scores;
    }
}
