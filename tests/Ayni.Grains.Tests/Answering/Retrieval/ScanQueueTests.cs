using Ayni.Grains.Answering;

namespace Ayni.Grains.Tests.Answering.Retrieval;

public sealed class ScanQueueTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void TryJoin_BeforeAnyScanEnded_TakesWhoeverComes()
    {
        var queue = new ScanQueue(places: 2);

        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Count(_ => queue.TryJoin(Longest)));
    }

    [Theory]
    [InlineData(1, 50, 5)]
    [InlineData(2, 50, 9)]
    [InlineData(2, 500, 1)]
    [InlineData(8, 1, 1_601)]
    public void TryJoin_ScansOfOneLength_TakesAsManyAsNeedNotWaitForLonger(int places, int milliseconds, int taken)
    {
        var queue = new ScanQueue(places);
        queue.Took(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(taken, Enumerable.Range(0, 2_000).Count(_ => queue.TryJoin(Longest)));
    }

    [Fact]
    public void Leave_Anyone_MakesRoomForOne()
    {
        var queue = new ScanQueue(places: 1);
        queue.Took(TimeSpan.FromMilliseconds(201));
        Assert.True(queue.TryJoin(Longest));
        Assert.False(queue.TryJoin(Longest));

        queue.Leave();

        Assert.True(queue.TryJoin(Longest));
        Assert.False(queue.TryJoin(Longest));
    }

    [Fact]
    public void Took_ScansThatBecomeShorter_AreWhatCounts()
    {
        var queue = new ScanQueue(places: 1);
        queue.Took(TimeSpan.FromSeconds(1));
        Assert.True(queue.TryJoin(Longest));
        Assert.False(queue.TryJoin(Longest));

        for (var scan = 0; scan < 100; scan++)
            queue.Took(TimeSpan.FromMilliseconds(10));

        Assert.True(queue.TryJoin(Longest));
    }
}
