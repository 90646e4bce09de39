namespace Ayni.Recommenders.Tests;

public sealed class SplitTests
{
    [Fact]
    public void TimeSplit_EveryKindOfPair_IsCountedOnce()
    {
        // Users 0 and 1 have history; user 2 is new. Item 3 is new. Cutoff 10, end 20.
        var table = Table(
            (0, 0, 1, 1), (0, 1, 1, 9), (1, 2, 1, 5),
            (0, 2, 1, 10), (0, 2, 1, 12), (0, 0, 1, 11), (1, 3, 1, 12), (2, 0, 1, 13), (1, 1, 0, 14), (1, 0, 1, 20));
        var split = TimeSplit.At(table, 10, 20);
        Assert.Equal(3, split.Train.EntryCount);
        Assert.Equal([0, 2], split.Test.RowColumns(0).ToArray());
        Assert.Equal(2, split.Test.RowValues(0)[1]);
        Assert.Equal(0, split.Test.RowLength(1));
        Assert.Equal(new SplitReport(2, 1, 1, 1, 1), split.Dropped);
    }

    [Fact]
    public void TimeSplit_TestCondition_LetsOnlyThoseBeTest()
    {
        var table = Table((0, 0, 1, 1), (0, 1, 1, 1), (0, 0, 1, 10), (0, 1, 1, 10));
        var split = TimeSplit.At(table, 10, isTest: row => row == 3);
        Assert.Equal([1], split.Test.RowColumns(0).ToArray());
    }

    [Fact]
    public void LeaveLastOut_RepeatedItem_LeavesTrainAltogether()
    {
        // User 0 met item 0 last, and before; user 1 met only item 0; user 2 has a tie, the later row wins.
        var table = Table(
            (0, 0, 1, 1), (0, 1, 1, 2), (0, 0, 1, 3), (1, 0, 1, 1), (2, 1, 1, 7), (2, 0, 1, 7));
        var split = LeaveLastOut.Of(table);
        Assert.Equal([1], split.Train.RowColumns(0).ToArray());
        Assert.Equal([0], split.Test.RowColumns(0).ToArray());
        Assert.Equal([0], split.Train.RowColumns(1).ToArray());
        Assert.Equal(0, split.Test.RowLength(1));
        Assert.Equal([0], split.Test.RowColumns(2).ToArray());
        Assert.Equal(new SplitReport(2, 0, 0, 0, 0), split.Dropped);
    }

    [Fact]
    public void LeaveLastOut_SomeUsers_OthersStayInTrain()
    {
        var table = Table((0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 1, 1), (1, 1, 1, 2));
        var split = LeaveLastOut.Of(table, user => user == 1);
        Assert.Equal(2, split.Train.RowLength(0));
        Assert.Equal(1, split.Test.EntryCount);
    }

    [Fact]
    public void LeaveLastOut_ItemOnlyHeldOutUsersMet_IsUnreachable()
    {
        var split = LeaveLastOut.Of(Table((0, 0, 1, 1), (0, 1, 1, 2)));
        Assert.Equal(new SplitReport(0, 0, 1, 0, 0), split.Dropped);
    }

    [Fact]
    public void LightGcnFile_PlainText_IsReadWithUsersWithoutItems()
    {
        var (train, test) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            File.WriteAllText(train, "0 1 2 2\n1 \n3 0\r\n");
            File.WriteAllText(test, "0 4\n");
            var split = LightGcnFile.ReadSplit(train, test);
            Assert.Equal((4, 5), (split.Train.Rows, split.Train.Columns));
            Assert.Equal([1, 2], split.Train.RowColumns(0).ToArray());
            Assert.Equal([1, 1], split.Train.RowValues(0).ToArray());
            Assert.Equal([4], split.Test.RowColumns(0).ToArray());
            File.WriteAllText(test, "0 4\n1 -7\n");
            var exception = Assert.Throws<InvalidDataException>(() => LightGcnFile.ReadSplit(train, test));
            Assert.Contains("line 2: '-7'", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(train);
            File.Delete(test);
        }
    }

    [Theory]
    [InlineData(1, 0, 1f)]
    [InlineData(0, -1, 1f)]
    [InlineData(0, 0, -1f)]
    [InlineData(0, 0, float.NaN)]
    public void InteractionTable_OutOfRange_Throws(int user, int item, float weight) =>
        Assert.Throws<ArgumentException>(() => new InteractionTable(1, 1, [user], [item], [weight], [0]));

    private static InteractionTable Table(params (int User, int Item, float Weight, long Time)[] rows) => new(
        1 + rows.Max(row => row.User),
        1 + rows.Max(row => row.Item),
        [.. rows.Select(row => row.User)],
        [.. rows.Select(row => row.Item)],
        [.. rows.Select(row => row.Weight)],
        [.. rows.Select(row => row.Time)]);
}
