using System.Numerics;
using System.Reflection;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Training;

/// <summary>The table says of each option what the options, the validator and the library do.</summary>
public sealed class TrainingOptionTableTests
{
    private static readonly TrainingOptions Defaults = new();

    [Fact]
    public void All_EveryOption_IsThereOnce()
    {
        var options = NamesOf(typeof(TrainingOptions)).Except([nameof(TrainingOptions.Weights)]);
        var weights = NamesOf(typeof(InteractionWeights)).Except([nameof(InteractionWeights.Custom)])
            .Select(name => $"Weights.{name}");

        Assert.Equal(
            options.Concat(weights).Order(StringComparer.Ordinal),
            TrainingOptionTable.All.Select(option => option.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Problems_OwnTypeOutOfRange_IsNamed()
    {
        var options = Defaults with
        {
            Weights = Defaults.Weights with
            {
                Custom = TypeWeights.Of(new CustomInteractionType("quote", -101), new CustomInteractionType("call", 1)),
            },
        };

        Assert.StartsWith(
            "Weights.Custom: Weight: -101", Assert.Single(TrainingOptionsValidator.Problems(options)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Names_OfAFace_AreDistinct()
    {
        Assert.Distinct(TrainingOptionTable.All.Select(option => option.ArgumentName).Where(name => name is not null));
        Assert.Distinct(TrainingOptionTable.Weights.Select(option => option.WireName));
        Assert.Distinct(
            TrainingOptionTable.Model.Concat(TrainingOptionTable.Parts).Concat(TrainingOptionTable.Run)
                .Select(option => option.WireName));
    }

    public static TheoryData<string> Names => [.. TrainingOptionTable.All.Select(option => option.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Option_DefaultAndBounds_AreThoseOfTheValidatorAndTheLibrary(string name)
    {
        switch (TrainingOptionTable.All.Single(option => option.Name == name))
        {
            case NumberOption<int> whole:
                Check(whole, 1, whole.Min > int.MinValue);
                break;
            case NumberOption<long> position:
                Check(position, 1, hasBeyond: true);
                break;
            case NumberOption<double> number:
                Check(number, 1e-6, hasBeyond: true);
                break;
            case SwitchOption which:
                Assert.Equal(which.Read(Defaults), which.Default);
                Assert.True(which.Read(which.Write(Defaults, true)));
                Assert.False(which.Read(which.Write(Defaults, false)));
                Assert.Same(Defaults, which.Write(Defaults, null));
                break;
            case ChoiceOption choice:
                Assert.True(choice.Holds(choice.Default));
                Assert.All(choice.Names, given => Assert.Equal(given, choice.Read(choice.Write(Defaults, given))));
                Assert.Equal(choice.Default, choice.Read(choice.Write(Defaults, null)));
                break;
            default:
                Assert.Fail($"No way to check {name}.");
                break;
        }
    }

    private static void Check<T>(NumberOption<T> option, T step, bool hasBeyond)
        where T : struct, INumber<T>
    {
        Assert.Equal(option.Read(Defaults), option.Default);
        Assert.Equal(option.Max, option.Read(option.Write(Defaults, option.Max)));
        AssertHolds(option, option.Max);
        AssertHolds(option, option.IsOverMin ? option.Min + step : option.Min);
        if (!hasBeyond)
            return;
        AssertRefuses(option, option.IsOverMin ? option.Min : option.Min - step);
        if (option.Max < T.CreateSaturating(int.MaxValue))
            AssertRefuses(option, option.Max + step);
    }

    private static void AssertHolds<T>(NumberOption<T> option, T value)
        where T : struct, INumber<T>
    {
        var options = option.Write(Defaults, value);

        Assert.Empty(TrainingOptionsValidator.Problems(options));
        if (IsOfTheLibrary(option))
            AlsOptions.From(options).Validated();
    }

    private static void AssertRefuses<T>(NumberOption<T> option, T value)
        where T : struct, INumber<T>
    {
        var options = option.Write(Defaults, value);

        Assert.StartsWith(
            $"{option.Name} is ", Assert.Single(TrainingOptionsValidator.Problems(options)), StringComparison.Ordinal);
        if (IsOfTheLibrary(option))
            Assert.Throws<ArgumentOutOfRangeException>(() => AlsOptions.From(options).Validated());
    }

    [Fact]
    public void Defaults_OfTheLibrary_AreTheSame() =>
        Assert.Equal(new ImplicitAlsOptions(), AlsOptions.From(Defaults));

    private static bool IsOfTheLibrary(ModelOption option) =>
        typeof(ImplicitAlsOptions).GetProperty(option.Name) is not null;

    private static IEnumerable<string> NamesOf(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(property => property.Name);
}
