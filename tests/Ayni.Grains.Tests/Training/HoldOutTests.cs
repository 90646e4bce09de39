using System.Globalization;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class HoldOutTests
{
    [Theory]
    [InlineData(0, 0.1, 0)]
    [InlineData(1000, 0, 0)]
    [InlineData(4, 0.1, 4)]
    [InlineData(12, 0.1, 10)]
    [InlineData(50, 0.1, 25)]
    [InlineData(1999, 0.1, 999)]
    [InlineData(2500, 0.1, 1000)]
    [InlineData(12_001, 0.1, 1201)]
    [InlineData(1_000_000, 0.5, 10_000)]
    public void CountOf_Share_IsRoundedUpWithinLimits(int eligible, double share, int expected) =>
        Assert.Equal(expected, HoldOut.CountOf(eligible, share));

    [Fact]
    public void Select_MoreUsers_KeepsWhoWasPickedUnlessASmallerHashCame()
    {
        var hashes = Enumerable.Range(0, 300).Select(user => HoldOut.Hash(7, $"user-{user}")).ToArray();

        var few = HoldOut.Select(hashes[..200], 0.1).Select(place => hashes[place]).ToHashSet();
        var many = HoldOut.Select(hashes, 0.1).Select(place => hashes[place]).ToHashSet();

        Assert.Equal(100, few.Count);
        Assert.Equal(150, many.Count);
        Assert.All(few.Except(many), lost => Assert.True(lost > many.Max()));
    }

    [Fact]
    public void Hash_Seeds_PickDifferently()
    {
        var one = Enumerable.Range(0, 200).Select(user => HoldOut.Hash(1, $"{user}")).ToArray();
        var two = Enumerable.Range(0, 200).Select(user => HoldOut.Hash(2, $"{user}")).ToArray();

        Assert.NotEqual(HoldOut.Select(one, 0.1), HoldOut.Select(two, 0.1));
    }

    [Fact]
    public void Hash_ManyUsers_IsUniform()
    {
        // 10 bins of 1,000 expected each; 4 standard deviations are 120.
        var bins = new int[10];
        for (var user = 0; user < 10_000; user++)
            bins[HoldOut.Hash(1, user.ToString(CultureInfo.InvariantCulture)) / (ulong.MaxValue / 10 + 1)]++;

        Assert.All(bins, count => Assert.InRange(count, 880, 1120));
    }

    [Theory]
    [InlineData(0, "", 17665956581633026203UL)]
    [InlineData(1, "u", 13185671640828810554UL)]
    [InlineData(1, "user-1", 11684339011564091190UL)]
    [InlineData(-7, "señora Ñandú", 5004417354252875581UL)]
    [InlineData(int.MaxValue, "日本", 14503521039340589586UL)]
    [InlineData(-7, "\ud83d\ude00", 17447655021642676955UL)]
    public void Hash_PinnedUsers_NeverChanges(int seed, string userId, ulong expected)
    {
        // Models are compared on the users that were held out: a change here is a change of every verdict.
        Assert.Equal(expected, HoldOut.Hash(seed, userId));
    }
}
