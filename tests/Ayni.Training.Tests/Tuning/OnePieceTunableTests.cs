namespace Ayni.Training.Tests;

public sealed class OnePieceTunableTests
{
    private static readonly JudgedSplit Split = new(
        ValidationSplit.Of(SampleMatrices.Random(200, 60, 3000, seed: 1), 0.2, 1, 1), TuningMetric.Parse("ndcg@5"));

    [Fact]
    public void Run_ItemKnn_TriesItsOptions() =>
        AssertFourScores(OnePieceTunable.ItemKnn([Split]), "neighbours=1|20,knn-weighting=Cosine|Bm25");

    [Fact]
    public void Run_Bpr_TriesItsOptions() => AssertFourScores(
        OnePieceTunable.Bpr([Split]), "bpr-rank=4,bpr-epochs=2|9,bpr-learning-rate=0.01|0.1,bpr-regularization=0.01");

    [Fact]
    public void Run_Ease_TriesItsOptions() => AssertFourScores(
        OnePieceTunable.Ease([Split]), "ease-regularization=1|100,ease-weight-exponent=0|1,ease-max-items=40");

    [Fact]
    public void Advance_SeveralSplits_TheMeanOverThem()
    {
        var other = new JudgedSplit(
            ValidationSplit.Of(SampleMatrices.Random(200, 60, 3000, seed: 1), 0.2, 1, 2), Split.Metric);

        var scores = new[] { [Split, other], [Split], new[] { other } }
            .Select(splits => OnePieceTunable.ItemKnn(splits).Start(new OptionValues([])))
            .Select(trial => trial.Advance(1, CancellationToken.None).Metric)
            .ToArray();

        Assert.NotEqual(scores[1], scores[2]);
        Assert.Equal((scores[1] + scores[2]) / 2, scores[0], 1e-12);
    }

    [Fact]
    public void Start_ValueOutOfRange_NamesTheOption()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => OnePieceTunable.ItemKnn([Split]).Start(new OptionValues([("neighbours", "0")])));
        Assert.Equal("Neighbours", error.ParamName);
    }

    private static void AssertFourScores(OnePieceTunable tunable, string space)
    {
        var result = Tuner.Run(
            SearchSpace.Parse(space, tunable.Options), tunable, new TuningOptions { Search = TuningSearch.Random });
        Assert.Equal((4, TuningEnd.SpaceExhausted), (result.Trials.Length, result.End));
        Assert.Equal(4, result.Trials.Select(trial => trial.Score?.Metric).Distinct().Count());
    }
}
