namespace Ayni.Recommenders.Tests;

public sealed class SequenceOptionsTests
{
    public static readonly TheoryData<string, TransitionOptions> BadTransitions = new()
    {
        { "Window", new TransitionOptions { Window = 0 } },
        { "Window", new TransitionOptions { Window = 1_001 } },
        { "DistanceDecay", new TransitionOptions { DistanceDecay = -0.1 } },
        { "BackwardShare", new TransitionOptions { BackwardShare = 1.1 } },
        { "HistoryDecay", new TransitionOptions { HistoryDecay = double.NaN } },
        { "SourceScaling", new TransitionOptions { SourceScaling = 2 } },
        { "TargetScaling", new TransitionOptions { TargetScaling = -1 } },
        { "Shrinkage", new TransitionOptions { Shrinkage = 1_000_001 } },
        { "CountExponent", new TransitionOptions { CountExponent = 0 } },
        { "FreshnessExponent", new TransitionOptions { FreshnessExponent = 6 } },
        { "FreshnessShrinkage", new TransitionOptions { FreshnessShrinkage = -1 } },
        { "MomentShare", new TransitionOptions { MomentShare = 2 } },
    };

    public static readonly TheoryData<string, RecencyWeightedOptions> BadRecency = new()
    {
        { "HistoryDecay", new RecencyWeightedOptions { HistoryDecay = -1 } },
        { "FitDecay", new RecencyWeightedOptions { FitDecay = 11 } },
        { "Window", new RecencyWeightedOptions { Window = 0 } },
        { "FreshnessExponent", new RecencyWeightedOptions { FreshnessExponent = 6 } },
        { "FreshnessShrinkage", new RecencyWeightedOptions { FreshnessShrinkage = -1 } },
    };

    [Fact]
    public void Defaults_AreValid()
    {
        Assert.Equal(1.1, new TransitionOptions().Validated().DistanceDecay);
        Assert.Equal(1.4, new RecencyWeightedOptions().Validated().HistoryDecay);
    }

    [Theory]
    [MemberData(nameof(BadTransitions))]
    public void Transitions_OutOfRange_NamesTheOption(string option, TransitionOptions options) =>
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => options.Validated()).ParamName);

    [Theory]
    [MemberData(nameof(BadRecency))]
    public void RecencyWeighted_OutOfRange_NamesTheOption(string option, RecencyWeightedOptions options) =>
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => options.Validated()).ParamName);
}
