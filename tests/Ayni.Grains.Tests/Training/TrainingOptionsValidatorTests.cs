using Ayni.Domain.Errors;
using Ayni.Domain.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class TrainingOptionsValidatorTests
{
    [Fact]
    public void Problems_Defaults_None() => Assert.Empty(TrainingOptionsValidator.Problems(new TrainingOptions()));

    public static TheoryData<TrainingOptions> InRange => new()
    {
        new TrainingOptions { Rank = 1, Sweeps = 1, Blocks = 1, JudgedShare = 0, FrequencyScaling = 0 },
        new TrainingOptions { ActivityDamping = 1, PopularityExponent = -1 },
        new TrainingOptions { Rank = 1024, Sweeps = 200, Blocks = 1024, JudgedShare = 0.5, FrequencyScaling = 1 },
        new TrainingOptions { Regularization = 1000, UnobservedWeight = 10, ConfidenceScale = 1000, InitialScale = 10 },
        new TrainingOptions { AsOfPosition = 1, Weights = new() { View = 0, Purchase = 100, NewestPerUser = 65_536 } },
    };

    [Theory]
    [MemberData(nameof(InRange))]
    public void Problems_AtTheBounds_None(TrainingOptions options) =>
        Assert.Empty(TrainingOptionsValidator.Problems(options));

    public static TheoryData<string, TrainingOptions> OutOfRange => new()
    {
        { "Rank is 0", new TrainingOptions { Rank = 0 } },
        { "Rank is 1025", new TrainingOptions { Rank = 1025 } },
        { "Sweeps is 0", new TrainingOptions { Sweeps = 0 } },
        { "Sweeps is 201", new TrainingOptions { Sweeps = 201 } },
        { "Regularization is 0", new TrainingOptions { Regularization = 0 } },
        { "Regularization is NaN", new TrainingOptions { Regularization = double.NaN } },
        { "Regularization is 1001", new TrainingOptions { Regularization = 1001 } },
        { "UnobservedWeight is 0", new TrainingOptions { UnobservedWeight = 0 } },
        { "UnobservedWeight is 11", new TrainingOptions { UnobservedWeight = 11 } },
        { "FrequencyScaling is -1", new TrainingOptions { FrequencyScaling = -1 } },
        { "FrequencyScaling is 1.5", new TrainingOptions { FrequencyScaling = 1.5 } },
        { "ConfidenceScale is 0", new TrainingOptions { ConfidenceScale = 0 } },
        { "ConfidenceScale is 1001", new TrainingOptions { ConfidenceScale = 1001 } },
        { "ActivityDamping is -1", new TrainingOptions { ActivityDamping = -1 } },
        { "ActivityDamping is 1.5", new TrainingOptions { ActivityDamping = 1.5 } },
        { "PopularityExponent is -1.1", new TrainingOptions { PopularityExponent = -1.1 } },
        { "PopularityExponent is NaN", new TrainingOptions { PopularityExponent = double.NaN } },
        { "InitialScale is 0", new TrainingOptions { InitialScale = 0 } },
        { "InitialScale is Infinity", new TrainingOptions { InitialScale = double.PositiveInfinity } },
        { "Blocks is 0", new TrainingOptions { Blocks = 0 } },
        { "Blocks is 1025", new TrainingOptions { Blocks = 1025 } },
        { "JudgedShare is -0.1", new TrainingOptions { JudgedShare = -0.1 } },
        { "JudgedShare is 0.6", new TrainingOptions { JudgedShare = 0.6 } },
        { "AsOfPosition is 0", new TrainingOptions { AsOfPosition = 0 } },
        { "Weights.Cart is 101", new TrainingOptions { Weights = new() { Cart = 101 } } },
        { "Weights.Rating is -1", new TrainingOptions { Weights = new() { Rating = -1 } } },
        { "Weights.NewestPerUser is 0", new TrainingOptions { Weights = new() { NewestPerUser = 0 } } },
        { "Weights.HalfLife is 00:00:00", new TrainingOptions { Weights = new() { HalfLife = TimeSpan.Zero } } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void ThrowIfInvalid_OutOfRange_NamesOptionValueAndRemedy(string expected, TrainingOptions options)
    {
        var refusal = Assert.Throws<AyniException>(() => TrainingOptionsValidator.ThrowIfInvalid(options));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
        Assert.StartsWith(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("give a", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_SeveralOutOfRange_NamesAll() =>
        Assert.Equal(2, TrainingOptionsValidator.Problems(new TrainingOptions { Rank = 0, Sweeps = 0 }).Count);
}
