using Ayni.Grains.Catalog;

namespace Ayni.Grains.Tests.Catalog;

public sealed class ShardKeyTests
{
    [Theory]
    [InlineData("", 2, 5, 129763)]
    [InlineData("u", 2, 16, 321567)]
    [InlineData("user-1", 3, 52, 876155)]
    [InlineData("señora Ñandú", 4, 55, 801348)]
    [InlineData("日本", 1, 17, 120711)]
    [InlineData("\ud83d\ude00", 3, 8, 290658)]
    public void ShardOf_PinnedIds_NeverChanges(string productId, int of7, int of64, int ofMany)
    {
        // A product would move to another shard: silos of two releases in one cluster would look in two places.
        Assert.Equal(
            (of7, of64, ofMany),
            (ShardKey.ShardOf(productId, 7), ShardKey.ShardOf(productId, 64), ShardKey.ShardOf(productId, 1_000_003)));
    }

    [Fact]
    public void ShardOf_LongId_NeverChanges() =>
        Assert.Equal(432134, ShardKey.ShardOf(new string('x', 300), 1_000_003));
}
