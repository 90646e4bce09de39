namespace Ayni.Training.Tests;

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
        { "InitialScale", new ImplicitAlsOptions { InitialScale = 0 } },
        { "InitialScale", new ImplicitAlsOptions { InitialScale = 11 } },
    };
}
