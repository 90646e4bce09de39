using Ayni.Domain.Errors;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Tests.Catalog;

public sealed class IndexOptionsTests
{
    [Fact]
    public void Defaults_AreTheDocumentedOnes()
    {
        var options = new IndexOptions().Validate();

        Assert.Equal((1, 2), (options.Partitions, options.Replicas));
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.Deadline);
        Assert.Equal(TimeSpan.FromSeconds(1), options.PlacementInterval);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void Partitions_OutOfRange_AreRefusedByName(int count) =>
        AssertRefused("Partitions", new IndexOptions { Partitions = count });

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void Replicas_OutOfRange_AreRefusedByName(int count) =>
        AssertRefused("Replicas", new IndexOptions { Replicas = count });

    [Theory]
    [InlineData(0)]
    [InlineData(60_001)]
    public void Deadline_OutOfRange_IsRefusedByName(int milliseconds) =>
        AssertRefused("Deadline", new IndexOptions { Deadline = TimeSpan.FromMilliseconds(milliseconds) });

    [Theory]
    [InlineData(9)]
    [InlineData(600_001)]
    public void PlacementInterval_OutOfRange_IsRefusedByName(int milliseconds) => AssertRefused(
        "PlacementInterval", new IndexOptions { PlacementInterval = TimeSpan.FromMilliseconds(milliseconds) });

    [Fact]
    public void Bounds_AreInRange()
    {
        new IndexOptions
        {
            Partitions = 256,
            Replicas = 16,
            Deadline = TimeSpan.FromMinutes(1),
            PlacementInterval = TimeSpan.FromMinutes(10),
        }.Validate();
        new IndexOptions
        {
            Replicas = 1,
            Deadline = TimeSpan.FromMilliseconds(1),
            PlacementInterval = TimeSpan.FromMilliseconds(10),
        }.Validate();
    }

    private static void AssertRefused(string name, IndexOptions options)
    {
        var refusal = Assert.Throws<AyniException>(options.Validate);
        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
        Assert.Contains($"Ayni:Index:{name}", refusal.Message, StringComparison.Ordinal);
    }
}
