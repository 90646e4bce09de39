namespace Ayni.Recommenders.Tests;

public sealed class ReplayWindowTests
{
    [Fact]
    public void Before_TheNewest_EndsWithItAndTouches() => Assert.Equal(
        [new ReplayWindow(71, 81), new ReplayWindow(81, 91), new ReplayWindow(91, 101)],
        ReplayWindow.Before(newest: 100, length: 10, count: 3));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Before_UnderOne_Throws(long length, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplayWindow.Before(100, length, count));

    [Fact]
    public void Split_EachWindow_LearnsFromAllBeforeAndJudgesTheWindow()
    {
        // One user meets item t at time t; a second meets all items first, so that all are known.
        const int Items = 6;
        int[] users = [.. Enumerable.Repeat(1, Items), .. Enumerable.Repeat(0, Items)];
        int[] items = [.. Enumerable.Range(0, Items), .. Enumerable.Range(0, Items)];
        long[] times = [.. Enumerable.Repeat(0L, Items), .. Enumerable.Range(1, Items).Select(time => (long)time)];
        var table = new InteractionTable(
            2, Items, users, items, [.. Enumerable.Repeat(1f, 2 * Items)], times);

        var splits = ReplayWindow.Before(newest: 6, length: 2, count: 2).Select(window => window.Split(table)).ToList();

        Assert.Equal([0, 1], splits[0].Train.RowColumns(0).ToArray());
        Assert.Equal([2, 3], splits[0].Test.RowColumns(0).ToArray());
        Assert.Equal([0, 1, 2, 3], splits[1].Train.RowColumns(0).ToArray());
        Assert.Equal([4, 5], splits[1].Test.RowColumns(0).ToArray());
    }
}
