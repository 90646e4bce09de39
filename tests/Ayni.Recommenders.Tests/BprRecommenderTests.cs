using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class BprRecommenderTests : PersonalRecommenderTests
{
    /// <summary>A user's factor is learnt along with the items' and depends on the seed.</summary>
    protected override double? FoldInTolerance => null;

    protected override bool Explains => false;

    /// <summary>Small data: more looks at the few pairs than the default, which is meant for thousands.</summary>
    protected override IRecommender Create(int threads) =>
        new BprRecommender(new BprOptions { Rank = 8, Epochs = 300, FoldInEpochs = 100 }, threads);

    [Fact]
    public void Fit_SeveralBlocks_SameBitsForAnyThreads()
    {
        // Over 512 users and items there are two blocks and more, which two threads share.
        var train = SampleMatrices.Random(900, 800, 6000, seed: 3);
        var options = new BprOptions { Rank = 9, Epochs = 3 };
        var (one, two) = (new BprRecommender(options, 1), new BprRecommender(options, 2));
        one.Fit(train);
        two.Fit(train);
        Assert.Equal(Scores(one, [0, 500, 899]), Scores(two, [0, 500, 899]));
        var other = new BprRecommender(options with { Seed = 2 }, 2);
        other.Fit(train);
        Assert.NotEqual(Scores(one, [0]), Scores(other, [0]));
    }

    [Fact]
    public void Fit_WeightZeroOrLarge_CountsAsNotMetOrMet()
    {
        var plain = CsrMatrix.FromTriples(3, 3, [0, 1, 2], [0, 1, 2], [1, 1, 1]);
        var weighted = CsrMatrix.FromTriples(3, 3, [0, 0, 1, 2], [0, 1, 1, 2], [7, 0, 2, 1]);
        var (one, two) = (Create(1), Create(1));
        one.Fit(plain);
        two.Fit(weighted);
        Assert.Equal(Scores(one, [0, 1, 2]), Scores(two, [0, 1, 2]));
    }

    [Fact]
    public void Fit_StepsTooLong_NamesRowEpochAndRemedy()
    {
        var model = new BprRecommender(new BprOptions { LearningRate = 10, Regularization = 10 });
        var exception = Assert.Throws<DivergenceException>(
            () => model.Fit(SampleMatrices.Checkerboard(Size.Users, Size.Items)));
        Assert.Contains($"{exception.Side} row {exception.Row}", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"epoch {exception.Epoch}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Lower LearningRate", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.Score([0], new float[Size.Items]));
    }

    [Fact]
    public void Fit_CancelledMidway_ThrowsAndLeavesNoModel()
    {
        using var source = new CancellationTokenSource();
        var model = new BprRecommender(progress: new CancellingProgress(source));
        Assert.ThrowsAny<OperationCanceledException>(
            () => model.Fit(SampleMatrices.Checkerboard(Size.Users, Size.Items), source.Token));
        Assert.Equal(0, model.Items);
    }

    [Fact]
    public void Options_OutOfRange_NameTheOption()
    {
        Assert.NotNull(new BprOptions().Validated());
        AssertRefused("Rank", new BprOptions { Rank = 1025 });
        AssertRefused("Epochs", new BprOptions { Epochs = 0 });
        AssertRefused("LearningRate", new BprOptions { LearningRate = double.NaN });
        AssertRefused("Regularization", new BprOptions { Regularization = -0.1 });
        AssertRefused("InitialScale", new BprOptions { InitialScale = 0 });
        AssertRefused("FoldInEpochs", new BprOptions { FoldInEpochs = 0 });
    }

    private static void AssertRefused(string option, BprOptions options) =>
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(options.Validated).ParamName);
}
