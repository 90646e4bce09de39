using Ayni.Domain.Errors;
using Ayni.Grains.Answering;
using Ayni.Grains.Following;

namespace Ayni.Grains.Tests.Hosting;

/// <summary>Defaults and bounds of the options of answers and of the follower.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Answering_Defaults_AreTheDocumentedOnes()
    {
        var options = new AnsweringOptions().Validate();

        Assert.Equal(TimeSpan.FromMilliseconds(100), options.ProductDeadline);
        Assert.Equal(TimeSpan.FromMilliseconds(200), options.StoreDeadline);
        Assert.Equal(TimeSpan.FromMilliseconds(200), options.ScanWait);
    }

    [Fact]
    public void Following_Defaults_AreTheDocumentedOnes()
    {
        var options = new FollowingOptions().Validate();

        Assert.Equal(TimeSpan.FromMilliseconds(250), options.PollInterval);
        Assert.Equal(TimeSpan.FromSeconds(2), options.ModelInterval);
        Assert.Equal((1_000, 20_000), (options.PageSize, options.MaxLag));
        Assert.True(options.RunsByItself);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60_001)]
    public void Answering_DeadlineOutOfRange_IsRefusedByName(int milliseconds)
    {
        var span = TimeSpan.FromMilliseconds(milliseconds);

        AssertRefused("ProductDeadline", () => new AnsweringOptions { ProductDeadline = span }.Validate());
        AssertRefused("StoreDeadline", () => new AnsweringOptions { StoreDeadline = span }.Validate());
        AssertRefused("ScanWait", () => new AnsweringOptions { ScanWait = span }.Validate());
        AssertRefused("PollInterval", () => new FollowingOptions { PollInterval = span }.Validate());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_537)]
    public void Following_PageSizeOutOfRange_IsRefusedByName(int rows) =>
        AssertRefused("PageSize", () => new FollowingOptions { PageSize = rows }.Validate());

    [Theory]
    [InlineData(-1)]
    [InlineData(10_000_001)]
    public void Following_MaxLagOutOfRange_IsRefusedByName(long rows) =>
        AssertRefused("MaxLag", () => new FollowingOptions { MaxLag = rows }.Validate());

    [Theory]
    [InlineData(9)]
    [InlineData(600_001)]
    public void Following_ModelIntervalOutOfRange_IsRefusedByName(int milliseconds) => AssertRefused(
        "ModelInterval",
        () => new FollowingOptions { ModelInterval = TimeSpan.FromMilliseconds(milliseconds) }.Validate());

    private static void AssertRefused(string name, Func<object> validate)
    {
        var refusal = Assert.Throws<AyniException>(validate);
        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }
}
