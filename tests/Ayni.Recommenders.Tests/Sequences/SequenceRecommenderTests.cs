namespace Ayni.Recommenders.Tests;

/// <summary>What every sequence model must do, on a ring of items whose next item is known.</summary>
public abstract class SequenceRecommenderTests
{
    protected abstract ISequenceRecommender Create();

    [Fact]
    public void Score_WalkOnTheRing_NextItemIsFirstOfTheUnseen()
    {
        var model = Fitted();
        for (var start = 0; start < SampleSequences.Items; start++)
        {
            var history = SampleSequences.Walk(start, SampleSequences.Steps);
            Assert.Equal((start + SampleSequences.Steps) % SampleSequences.Items, BestUnseen(model, history));
        }
    }

    [Fact]
    public void Score_TwoFits_SameBits()
    {
        var history = SampleSequences.Walk(3, 4);
        Assert.Equal(Scores(Fitted(), history), Scores(Fitted(), history));
    }

    [Fact]
    public void Score_SecondFit_ReplacesTheFirst()
    {
        var model = Create();
        model.Fit(ItemSequences.From(3, [[0, 1, 2], [2, 1, 0]]));
        Assert.Equal(3, model.Items);
        model.Fit(SampleSequences.Ring());
        Assert.Equal(SampleSequences.Items, model.Items);
        Assert.Equal(Scores(Fitted(), [1, 2]), Scores(model, [1, 2]));
    }

    [Fact]
    public void Score_EmptyHistory_SaysNothingOrRanksAll() =>
        Assert.All(Scores(Fitted(), []), score => Assert.False(float.IsInfinity(score)));

    [Fact]
    public void Score_BeforeFit_Throws() => Assert.Throws<InvalidOperationException>(
        () => Create().Score([0], new float[SampleSequences.Items]));

    [Fact]
    public async Task Fit_Cancelled_ThrowsAndLeavesNoModel()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var model = Create();
        Assert.ThrowsAny<OperationCanceledException>(() => model.Fit(SampleSequences.Ring(), cancelled.Token));
        Assert.Throws<InvalidOperationException>(() => model.Score([0], new float[SampleSequences.Items]));
    }

    [Fact]
    public void Evaluate_NextItemKnown_FindsAllWithAnyThreads()
    {
        var sequences = ItemSequences.From(
            SampleSequences.Items,
            [.. Enumerable.Range(0, 96).Select(user => SampleSequences.Walk(user, SampleSequences.Steps + 2))]);
        var split = SequenceSplit.Test(sequences);
        var model = Create();
        model.Fit(split.Fitted);
        foreach (var threads in (int[])[1, 2])
        {
            var report = SequenceEvaluator.Evaluate(
                model, split, new EvaluationOptions { Cutoffs = [1, 5], Threads = threads });
            Assert.Equal((96, 0), (report.Users, report.UnreachablePairs));
            Assert.Equal(1, report.At(1).HitRate);
            Assert.Equal(1, report.At(5).Ndcg);
        }
    }

    protected static float[] Scores(ISequenceRecommender model, ReadOnlySpan<int> history)
    {
        var scores = new float[model.Items];
        model.Score(history, scores);
        return scores;
    }

    protected static int BestUnseen(ISequenceRecommender model, int[] history)
    {
        var scores = Scores(model, history);
        return Enumerable.Range(0, scores.Length)
            .Except(history)
            .Where(item => !float.IsNaN(scores[item]))
            .OrderByDescending(item => scores[item])
            .First();
    }

    protected ISequenceRecommender Fitted()
    {
        var model = Create();
        model.Fit(SampleSequences.Ring());
        return model;
    }
}
