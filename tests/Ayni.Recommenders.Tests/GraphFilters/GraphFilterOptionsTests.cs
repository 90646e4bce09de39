using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class GraphFilterOptionsTests
{
    public static TheoryData<string, Func<object>> OutOfRange => new()
    {
        { "Rank", () => new SpectralFilterOptions { Rank = 0 }.Validated() },
        { "Rank", () => new SpectralFilterOptions { Rank = 4097 }.Validated() },
        { "UserExponent", () => new SpectralFilterOptions { UserExponent = -0.1 }.Validated() },
        { "ItemExponent", () => new SpectralFilterOptions { ItemExponent = 2.1 }.Validated() },
        { "Response", () => new SpectralFilterOptions { Response = 4.1 }.Validated() },
        { "OutputExponent", () => new SpectralFilterOptions { OutputExponent = double.NaN }.Validated() },
        { "Iterations", () => new SpectralFilterOptions { Svd = new() { Iterations = -1 } }.Validated() },
        { "Oversampling", () => new TruncatedSvdOptions { Oversampling = 1025 }.Validated() },
        { "UserExponent", () => new WalkFilterOptions { UserExponent = 2.1 }.Validated() },
        { "ItemExponent", () => new WalkFilterOptions { ItemExponent = -0.1 }.Validated() },
        { "OutputExponent", () => new WalkFilterOptions { OutputExponent = 2.1 }.Validated() },
        { "WalkWeight", () => new GraphFilterOptions { WalkWeight = 0 }.Validated() },
        { "Rank", () => new GraphFilterOptions { Spectral = new() { Rank = 0 } }.Validated() },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Validated_OutOfRange_NamesTheOption(string option, Func<object> validated) =>
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(validated).ParamName);

    [Fact]
    public void Validated_DefaultsAndBounds_Pass()
    {
        new GraphFilterOptions().Validated();
        new GraphFilterOptions
        {
            Spectral = new()
            {
                Rank = 4096,
                UserExponent = 0,
                ItemExponent = 2,
                Response = 4,
                OutputExponent = -2,
                Svd = new() { Iterations = 0, Oversampling = 0 },
            },
            Walk = new() { UserExponent = 2, ItemExponent = 0, OutputExponent = 2 },
            WalkWeight = 1000,
        }.Validated();
    }
}
