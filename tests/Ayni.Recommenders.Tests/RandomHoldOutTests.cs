namespace Ayni.Recommenders.Tests;

public sealed class RandomHoldOutTests
{
    [Fact]
    public void Of_AnyUsers_HoldsOutTheRoundedShareAndKeepsOne()
    {
        // Users of 1, 2, 4, 5 and 10; user 5 has every item and is not asked, so all stay known.
        int[] lengths = [1, 2, 4, 5, 10, 10];
        var rows = lengths.SelectMany((length, user) => Enumerable.Repeat(user, length)).ToArray();
        var columns = lengths.SelectMany(length => Enumerable.Range(0, length)).ToArray();
        var pairs = SampleMatrices.Ones(6, 10, rows, columns);

        var split = RandomHoldOut.Of(pairs, 0.3, seed: 7, user => user != 5);

        Assert.Equal([0, 1, 1, 2, 3, 0], Enumerable.Range(0, 6).Select(split.Test.RowLength));
        Assert.Equal([1, 1, 3, 3, 7, 10], Enumerable.Range(0, 6).Select(split.Train.RowLength));
        Assert.Equal(new SplitReport(7, 0, 0, 0, 0), split.Dropped);
        for (var user = 0; user < 6; user++)
        {
            Assert.Empty(split.Train.RowColumns(user).ToArray().Intersect(split.Test.RowColumns(user).ToArray()));
        }
    }

    [Fact]
    public void Of_LargeShare_LeavesOnePair() => Assert.All(
        Enumerable.Range(0, 2),
        user => Assert.Equal(1, RandomHoldOut.Of(
            SampleMatrices.Ones(2, 3, [0, 0, 0, 1], [0, 1, 2, 1]), 0.99, 1).Train.RowLength(user)));

    [Fact]
    public void Of_ItemWithoutTrainPairs_IsUnreachable()
    {
        var split = RandomHoldOut.Of(SampleMatrices.Ones(1, 2, [0, 0], [0, 1]), 0.5, 1);
        Assert.Equal((1, 0), (split.Train.EntryCount, split.Test.EntryCount));
        Assert.Equal(new SplitReport(0, 0, 1, 0, 0), split.Dropped);
    }

    [Fact]
    public void Of_SameSeed_SamePairsAndAnotherSeedOthers()
    {
        var pairs = SampleMatrices.Random(50, 30, 700, seed: 4);
        var one = RandomHoldOut.Of(pairs, 0.2, 1).Test.ColumnIndices.ToArray();
        Assert.Equal(one, RandomHoldOut.Of(pairs, 0.2, 1).Test.ColumnIndices.ToArray());
        Assert.NotEqual(one, RandomHoldOut.Of(pairs, 0.2, 2).Test.ColumnIndices.ToArray());
    }

    [Fact]
    public void Of_ManyUsers_HoldsOutEveryPositionAlike()
    {
        // 4,000 users of ten items, three held out each: every item 1,200 times, standard deviation 29; five of them.
        const int Users = 4000;
        var pairs = SampleMatrices.Ones(
            Users,
            10,
            [.. Enumerable.Range(0, Users).SelectMany(user => Enumerable.Repeat(user, 10))],
            [.. Enumerable.Range(0, Users).SelectMany(_ => Enumerable.Range(0, 10))]);
        var byItem = RandomHoldOut.Of(pairs, 0.3, 3).Test.Transpose();
        Assert.All(Enumerable.Range(0, 10), item => Assert.InRange(byItem.RowLength(item), 1055, 1345));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Of_ShareOutOfRange_Throws(double share) => Assert.Equal(
        "share",
        Assert.Throws<ArgumentOutOfRangeException>(
            () => RandomHoldOut.Of(SampleMatrices.Ones(1, 1, [0], [0]), share, 0)).ParamName);

    [Fact]
    public void Of_PopularityExponent_DrawsPopularItemsMoreOften()
    {
        // Item 0 has all 400 users, and each of the others one: at the power of 1 it is drawn nearly always.
        var (users, items) = (new List<int>(), new List<int>());
        for (var user = 0; user < 400; user++)
        {
            users.AddRange([user, user, user, user]);
            items.AddRange([0, 1 + user, 401 + user, 801 + user]);
        }

        var pairs = SampleMatrices.Ones(400, 1201, [.. users], [.. items]);
        var alike = RandomHoldOut.Of(pairs, 0.25, 1).Test.ColumnIndices.ToArray().Count(item => item == 0);
        var popular = RandomHoldOut.Of(pairs, 0.25, 1, popularityExponent: 1).Test.ColumnIndices.ToArray()
            .Count(item => item == 0);
        Assert.InRange(alike, 70, 130);
        Assert.InRange(popular, 390, 400);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(2.1)]
    [InlineData(double.NaN)]
    public void Of_ExponentOutOfRange_NamesIt(double exponent) => Assert.Equal(
        "popularityExponent",
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomHoldOut.Of(
            SampleMatrices.Ones(1, 1, [0], [0]), 0.5, 0, popularityExponent: exponent)).ParamName);
}
