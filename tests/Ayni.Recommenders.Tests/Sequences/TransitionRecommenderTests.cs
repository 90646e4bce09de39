namespace Ayni.Recommenders.Tests;

public sealed class TransitionRecommenderTests : SequenceRecommenderTests
{
    protected override ISequenceRecommender Create() => new TransitionRecommender();

    [Fact]
    public void Fit_OneSequence_CountsByDistanceDirectionAndFrequency()
    {
        var model = new TransitionRecommender(new TransitionOptions
        {
            DistanceDecay = 1,
            BackwardShare = 0.25,
            SourceScaling = 1,
            TargetScaling = 0.5,
            Shrinkage = 1,
            CountExponent = 1,
            FreshnessExponent = 0,
        });
        model.Fit(ItemSequences.From(3, [[0, 1, 2], [2]]));

        // Item 2 was met twice, the others once: 1/2 and √3 or √2 below.
        Assert.Equal(1 / 2.0 / Math.Sqrt(2), Transition(model, 0, 1), 1e-6);
        Assert.Equal(1 / 2.0 / 2.0 / Math.Sqrt(3), Transition(model, 0, 2), 1e-6);
        Assert.Equal(0.25 / 3.0 / Math.Sqrt(2), Transition(model, 2, 1), 1e-6);
    }

    [Fact]
    public void Fit_CountExponent_IsTakenOfTheCount()
    {
        var plain = new TransitionOptions { CountExponent = 1, FreshnessExponent = 0, BackwardShare = 0 };
        var (counts, roots) = (
            new TransitionRecommender(plain), new TransitionRecommender(plain with { CountExponent = 0.5 }));
        var sequences = ItemSequences.From(3, [[0, 1], [0, 1], [0, 2]]);
        counts.Fit(sequences);
        roots.Fit(sequences);

        var (once, twice) = (Transition(counts, 0, 2), Transition(counts, 0, 1));
        Assert.Equal(2, twice / once, 1e-5);
        Assert.Equal(Math.Sqrt(2), Transition(roots, 0, 1) / Transition(roots, 0, 2), 1e-5);
    }

    [Fact]
    public void Fit_Freshness_FavoursWhatStandsNearTheEnds()
    {
        // 1 and 2 follow 0 alike; 2 is the end twice, 1 is followed by three more.
        var options = new TransitionOptions { FreshnessShrinkage = 0, BackwardShare = 0 };
        var sequences = ItemSequences.From(7, [[0, 1, 3, 4, 5], [0, 2], [6, 2]]);
        var model = new TransitionRecommender(options);
        model.Fit(sequences);

        // Means of 1 / places to the end: item 1 1/4, item 2 1.
        Assert.Equal(4, Transition(model, 0, 2) / Transition(model, 0, 1), 1e-5);
        var blind = new TransitionRecommender(options with { FreshnessExponent = 0 });
        blind.Fit(sequences);
        Assert.Equal(Transition(blind, 0, 1), Transition(blind, 0, 2), 1e-6);
    }

    [Fact]
    public void Score_LaterItems_CountMore()
    {
        var model = new TransitionRecommender(new TransitionOptions { BackwardShare = 0 });
        model.Fit(ItemSequences.From(6, [[0, 2], [1, 3]]));
        var scores = Scores(model, [0, 1]);
        Assert.True(scores[3] > scores[2]);
        Assert.True(Scores(model, [1, 0])[2] > scores[2]);
    }

    [Fact]
    public void Score_NothingFollows_IsNaN()
    {
        var model = new TransitionRecommender(new TransitionOptions { BackwardShare = 0 });
        model.Fit(ItemSequences.From(4, [[0, 1], [2]]));
        Assert.All(Scores(model, [1]), score => Assert.True(float.IsNaN(score)));
        Assert.Equal([false, true, false, false], Scores(model, [0]).Select(score => score > 0));
    }

    [Fact]
    public void Score_BeyondTheWindow_CountsForNothing()
    {
        var model = new TransitionRecommender(new TransitionOptions { Window = 2, BackwardShare = 0 });
        model.Fit(ItemSequences.From(5, [[0, 1, 2, 3]]));
        Assert.False(model.Transitions.Contains(0, 3));
        Assert.True(model.Transitions.Contains(0, 2));
        Assert.Equal(Scores(model, [1, 4, 4]), Scores(model, [4, 4]));
    }

    [Fact]
    public void Explain_PartsAddUpToTheScore()
    {
        var model = new TransitionRecommender();
        model.Fit(SampleSequences.Ring());
        int[] history = [5, 9, 6, 5];
        var scores = Scores(model, history);
        var parts = model.Explain(history, 7);
        Assert.Equal([5, 6, 9], parts.Select(part => part.Index).Order());
        Assert.Equal(scores[7], parts.Sum(part => part.Score), 1e-5f);
        Assert.Empty(model.Explain([5], 20));
    }

    [Fact]
    public void Score_ItemsRenumbered_ChangesNothingElse()
    {
        var turned = new TransitionRecommender();
        var ring = SampleSequences.Ring();
        turned.Fit(ItemSequences.From(
            SampleSequences.Items,
            [.. Enumerable.Range(0, ring.UserCount).Select(user => Turn(ring.Of(user).ToArray()))]));
        var expected = Scores(Fitted(), [4, 5, 6]);
        var scores = Scores(turned, Turn([4, 5, 6]));
        for (var item = 0; item < SampleSequences.Items; item++)
            Assert.Equal(expected[item], scores[Turn([item])[0]]);
    }

    private static int[] Turn(int[] items) => Array.ConvertAll(items, item => SampleSequences.Items - 1 - item);

    private static double Transition(TransitionRecommender model, int from, int to) =>
        model.Transitions.RowValues(from)[model.Transitions.RowColumns(from).IndexOf(to)];
}
