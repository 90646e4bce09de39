using Ayni.Domain.Errors;
using Ayni.Grains.Hosting;

namespace Ayni.Grains.Tests.Hosting;

/// <summary>Defaults and bounds of how long grains live and of overload.</summary>
public sealed class RuntimeLimitOptionsTests
{
    private static readonly Dictionary<string, Func<TimeSpan, ActivationOptions>> Ages = new(StringComparer.Ordinal)
    {
        ["UserAge"] = age => new ActivationOptions { UserAge = age },
        ["ProductAge"] = age => new ActivationOptions { ProductAge = age },
        ["BlockAge"] = age => new ActivationOptions { BlockAge = age },
        ["OtherAge"] = age => new ActivationOptions { OtherAge = age },
    };

    public static TheoryData<string> AgeNames => [.. Ages.Keys];

    [Fact]
    public void Activations_Defaults_AreTheDocumentedOnes()
    {
        var options = new ActivationOptions().Validate();

        Assert.Equal(TimeSpan.FromMinutes(20), options.UserAge);
        Assert.Equal(TimeSpan.FromHours(2), options.ProductAge);
        Assert.Equal(TimeSpan.FromHours(1), options.BlockAge);
        Assert.Equal(TimeSpan.FromMinutes(15), options.OtherAge);
        Assert.True(options.ShedsUnderMemoryPressure);
        Assert.Equal((80, 75), (options.MemoryLimitPercent, options.MemoryTargetPercent));
    }

    [Fact]
    public void Overload_Defaults_AreTheDocumentedOnes()
    {
        var options = new OverloadOptions().Validate();

        Assert.True(options.ShedsRequests);
        Assert.Equal((100, 90), (options.CpuPercent, options.MemoryPercent));
    }

    [Theory]
    [MemberData(nameof(AgeNames))]
    public void Activations_Age_IsHeldToItsRange(string name)
    {
        var of = Ages[name];

        of(TimeSpan.FromMinutes(2)).Validate();
        of(TimeSpan.FromDays(30)).Validate();
        AssertRefused(name, () => of(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1)).Validate());
        AssertRefused(name, () => of(TimeSpan.FromDays(30) + TimeSpan.FromTicks(1)).Validate());
    }

    [Theory]
    [InlineData(100, 99, null)]
    [InlineData(2, 1, null)]
    [InlineData(101, 75, "MemoryLimitPercent")]
    [InlineData(75, 75, "MemoryLimitPercent")]
    [InlineData(80, 0, "MemoryTargetPercent")]
    public void Activations_MemoryPercents_AreHeldToTheirRanges(int limit, int target, string? refused)
    {
        var options = new ActivationOptions { MemoryLimitPercent = limit, MemoryTargetPercent = target };

        if (refused is null)
            Assert.Same(options, options.Validate());
        else
            AssertRefused(refused, options.Validate);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Overload_PercentOutOfRange_IsRefusedByName(int percent)
    {
        AssertRefused("CpuPercent", () => new OverloadOptions { CpuPercent = percent }.Validate());
        AssertRefused("MemoryPercent", () => new OverloadOptions { MemoryPercent = percent }.Validate());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Overload_PercentAtABound_IsTaken(int percent) =>
        new OverloadOptions { CpuPercent = percent, MemoryPercent = percent }.Validate();

    private static void AssertRefused(string name, Func<object> validate)
    {
        var refusal = Assert.Throws<AyniException>(validate);
        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
        Assert.StartsWith(name, refusal.Message, StringComparison.Ordinal);
    }
}
