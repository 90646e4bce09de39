using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class OnePieceTunableTests
{
    private static readonly JudgedSplit Split = new(
        ValidationSplit.Of(SampleMatrices.Random(200, 60, 3000, seed: 1), 0.2, 1, 1), TuningMetric.Parse("ndcg@5"));

    private static readonly GraphFilterOptions Small = new()
    {
        Spectral = new SpectralFilterOptions { Rank = 6, Svd = new TruncatedSvdOptions { Oversampling = 4 } },
    };

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
    public void Run_GraphFilter_TriesItsOptions()
    {
        AssertFourScores(Filter(), "filter-rank=3|9,filter-output-exponent=0|0.5");
        AssertFourScores(Filter(), "walk-weight=0.1|3,walk-output-exponent=0|1");
        AssertFourScores(Filter(), "filter-user-exponent=0|1,filter-item-exponent=0|1");
        AssertFourScores(Filter(), "walk-user-exponent=0|1,walk-item-exponent=0|1");
        AssertFourScores(Filter(), "filter-response=0|2,filter-iterations=0|5");
    }

    [Fact]
    public void Run_FilterBlend_TriesItsOptions() => AssertFourScores(
        FilterTunables.Blend([Split], Small, new ImplicitAlsOptions { Rank = 4 }, 1),
        "blend-als-weight=0.1|5,walk-weight=0.1|3");

    [Fact]
    public void Start_NothingSearched_KeepsWhatWasGiven()
    {
        var given = GraphFilter.Create(Small);
        given.Fit(Split.Train);

        var score = Filter().Start(new OptionValues([])).Advance(1, CancellationToken.None);

        Assert.Equal(Split.Judge(given, CancellationToken.None), score.Metric);
    }

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

    private static OnePieceTunable Filter() => FilterTunables.Filter([Split], Small);

    private static void AssertFourScores(OnePieceTunable tunable, string space)
    {
        var result = Tuner.Run(
            SearchSpace.Parse(space, tunable.Options), tunable, new TuningOptions { Search = TuningSearch.Random });
        Assert.Equal((4, TuningEnd.SpaceExhausted), (result.Trials.Length, result.End));
        Assert.Equal(4, result.Trials.Select(trial => trial.Score?.Metric).Distinct().Count());
    }
}
