using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Confidence_FromWeight_IsTheScaleAtOneAndGrowsEverSlower()
    {
        Assert.Equal(0, Confidence.FromWeight(0, 5));
        Assert.Equal(5f, Confidence.FromWeight(1, 5));
        Assert.Equal(10f, Confidence.FromWeight(3, 5), 1e-5f);
        Assert.Throws<ArgumentOutOfRangeException>(() => Confidence.FromWeight(-0.1, 5));
    }

    [Fact]
    public void Confidence_FromWeights_DampsThoseWhoDoMuch()
    {
        var options = new ImplicitAlsOptions { ConfidenceScale = 6, ActivityDamping = 1 };
        var weights = CsrMatrix.FromTriples(3, 4, [0, 2, 2, 2, 2], [3, 0, 1, 2, 3], [1, 1, 3, 1, 1]);

        var confidences = Confidence.FromWeights(weights, options);

        Assert.Equal([192f, 48f, 96f, 48f, 48f], confidences.Values.ToArray());
        Assert.Equal(
            [6f, 6f, 12f, 6f, 6f],
            Confidence.FromWeights(weights, options with { ActivityDamping = 0 }).Values.ToArray());
        Assert.Equal(6, Confidence.ScaleOf(options, Confidence.ActivityPivot));
    }

    [Fact]
    public void PopularityScale_OfSums_IsAPowerOfTheShareOfTheLargest()
    {
        Assert.Equal([1f, 0.5f, 1f, 0.25f], PopularityScale.Of([16f, 4f, 0f, 1f], 0.5));
        Assert.Equal([1f, 2f, 1f, 4f], PopularityScale.Of([16f, 4f, 0f, 1f], -0.5));
        Assert.Empty(PopularityScale.Of([16f, 4f], 0));
    }

    [Fact]
    public void RowRegularization_OfRow_FollowsTheFormula()
    {
        var options = new ImplicitAlsOptions { Regularization = 0.5, UnobservedWeight = 0.1, FrequencyScaling = 0.5 };
        Assert.Equal(0.5 * 5, RowRegularization.Of(options, 15, 100), 1e-12);
        Assert.Equal(0.5 * 25, RowRegularization.Of(options with { FrequencyScaling = 1 }, 15, 100), 1e-12);
        Assert.Equal(0.5, RowRegularization.Of(options with { FrequencyScaling = 0 }, 15, 100), 1e-12);
    }

    [Fact]
    public void ImplicitAlsOptions_Defaults_AreInRange() => Assert.NotNull(new ImplicitAlsOptions().Validated());

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void ImplicitAlsOptions_OutOfRange_NamesTheOption(string option, ImplicitAlsOptions options)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(options.Validated);
        Assert.Equal(option, exception.ParamName);
    }

    public static TheoryData<string, ImplicitAlsOptions> OutOfRange() => new()
    {
        { "Rank", new ImplicitAlsOptions { Rank = 0 } },
        { "Rank", new ImplicitAlsOptions { Rank = 1025 } },
        { "Sweeps", new ImplicitAlsOptions { Sweeps = 0 } },
        { "Sweeps", new ImplicitAlsOptions { Sweeps = 201 } },
        { "Regularization", new ImplicitAlsOptions { Regularization = 0 } },
        { "Regularization", new ImplicitAlsOptions { Regularization = 1000.1 } },
        { "UnobservedWeight", new ImplicitAlsOptions { UnobservedWeight = 0 } },
        { "UnobservedWeight", new ImplicitAlsOptions { UnobservedWeight = double.NaN } },
        { "FrequencyScaling", new ImplicitAlsOptions { FrequencyScaling = -0.1 } },
        { "FrequencyScaling", new ImplicitAlsOptions { FrequencyScaling = 1.1 } },
        { "ConfidenceScale", new ImplicitAlsOptions { ConfidenceScale = 0 } },
        { "ConfidenceScale", new ImplicitAlsOptions { ConfidenceScale = 1001 } },
        { "ActivityDamping", new ImplicitAlsOptions { ActivityDamping = -0.1 } },
        { "ActivityDamping", new ImplicitAlsOptions { ActivityDamping = 1.1 } },
        { "PopularityExponent", new ImplicitAlsOptions { PopularityExponent = -1.1 } },
        { "PopularityExponent", new ImplicitAlsOptions { PopularityExponent = 1.1 } },
        { "InitialScale", new ImplicitAlsOptions { InitialScale = 0 } },
        { "InitialScale", new ImplicitAlsOptions { InitialScale = 11 } },
    };
}
