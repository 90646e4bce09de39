using Ayni.Storage.Interactions;
using Ayni.Testing;
using CsCheck;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>
/// Thousands of interleavings of appends, cancellations, failed commits, closing and crashes. Whoever is told "on disk"
/// is there once, in the order of arrival; nobody is told twice, and nobody is left waiting. A failure prints its seed.
/// </summary>
public sealed class CommitQueueTests
{
    private const int MaxSteps = 200;

    [Fact]
    public void Next_AnyInterleaving_WritesWhatItAcknowledgesOnceAndLeavesNobodyWaiting() =>
        Gen.Select(Gen.Int[0, MaxSteps], Gen.ULong).Sample(
            (steps, seed) =>
            {
                var random = new PCG(1, seed);
                new SimulatedLog(bound => (int)random.Next((uint)bound)).Run(steps);
            },
            iter: Seeds.Count,
            threads: 1);

    [Fact]
    public void Next_ClosedWhileIdle_StopsOnce()
    {
        var (closed, commands) = new CommitQueue<string>().Next(new CommitEvent<string>.Closed());

        Assert.IsType<CommitCommand<string>.Stop>(Assert.Single(commands));
        Assert.Empty(closed.Next(new CommitEvent<string>.Closed()).Commands);
    }

    [Fact]
    public void Next_EndOfACommitThatIsNotUnderWay_ChangesNothing()
    {
        var idle = new CommitQueue<string>();

        Assert.Equal((idle, []), idle.Next(new CommitEvent<string>.Committed()));
        Assert.Equal((idle, []), idle.Next(new CommitEvent<string>.Failed(new IOException("late"))));
    }

    [Fact]
    public void Next_AsMuchWaitsAsMay_RefusesUntilACommitTakesIt()
    {
        var queue = new CommitQueue<string>();
        (queue, _) = queue.Next(new CommitEvent<string>.Arrived("writing", 1));
        (queue, _) = queue.Next(new CommitEvent<string>.Arrived("first", CommitQueue<string>.MaxWaitingInteractions));

        var (full, refused) = queue.Next(new CommitEvent<string>.Arrived("over", 1));
        (queue, var bulk) = full.Next(new CommitEvent<string>.Arrived("bulk", 65_536, IsBulk: true));
        (queue, _) = queue.Next(new CommitEvent<string>.Committed());
        (queue, var room) = queue.Next(new CommitEvent<string>.Arrived("later", 1));

        Assert.Equal("over", Assert.IsType<CommitCommand<string>.Overload>(Assert.Single(refused)).Call);
        Assert.Equal(2, full.LastArrived);
        Assert.Empty(bulk);
        Assert.Empty(room);
        Assert.Equal(1, queue.WaitingInteractions);
    }

    [Fact]
    public void Next_AsManyBytesWaitAsMay_RefusesAndCommitsInParts()
    {
        const long Half = CommitQueue<string>.MaxCommitBytes / 2;
        var queue = new CommitQueue<string>();
        (queue, _) = queue.Next(new CommitEvent<string>.Arrived("writing", 1, Half));
        for (var i = 0; i < CommitQueue<string>.MaxWaitingBytes / Half; i++)
            (queue, _) = queue.Next(new CommitEvent<string>.Arrived($"{i}", 1, Half));

        (queue, var refused) = queue.Next(new CommitEvent<string>.Arrived("over", 1, 1));
        (queue, var next) = queue.Next(new CommitEvent<string>.Committed());

        Assert.IsType<CommitCommand<string>.Overload>(Assert.Single(refused));
        Assert.Equal(["0", "1"], Assert.IsType<CommitCommand<string>.Commit>(next[^1]).Calls);
        Assert.Equal(CommitQueue<string>.MaxWaitingBytes - (2 * Half), queue.WaitingBytes);
    }

    [Fact]
    public void Next_OldestHasWaitedTooLong_RefusesUntilItIsTaken()
    {
        var late = CommitQueue<string>.MaxWait + TimeSpan.FromTicks(1);
        var queue = new CommitQueue<string>();
        (queue, _) = queue.Next(new CommitEvent<string>.Arrived("writing", 1));
        (queue, _) = queue.Next(new CommitEvent<string>.Arrived("oldest", 1));
        (queue, var onTime) = queue.Next(
            new CommitEvent<string>.Arrived("on time", 1, At: CommitQueue<string>.MaxWait));

        (queue, var refused) = queue.Next(new CommitEvent<string>.Arrived("late", 1, At: late));
        (queue, var bulk) = queue.Next(new CommitEvent<string>.Arrived("bulk", 1, IsBulk: true, At: late));
        (queue, _) = queue.Next(new CommitEvent<string>.Committed());
        (_, var room) = queue.Next(new CommitEvent<string>.Arrived("later", 1, At: late));

        Assert.Empty(onTime);
        Assert.Equal("late", Assert.IsType<CommitCommand<string>.Overload>(Assert.Single(refused)).Call);
        Assert.Empty(bulk);
        Assert.Empty(room);
    }

    [Fact]
    public void Next_CallCancelledWhileWaiting_HoldsItsMemoryUntilItIsTaken()
    {
        var queue = new CommitQueue<string>();
        (queue, _) = queue.Next(new CommitEvent<string>.Arrived("writing", 1));
        (queue, _) = queue.Next(new CommitEvent<string>.Arrived("cancelled", 7, 70));

        (queue, _) = queue.Next(new CommitEvent<string>.Cancelled("cancelled", queue.LastArrived));
        Assert.Equal((7, 70), (queue.WaitingInteractions, queue.WaitingBytes));

        (queue, _) = queue.Next(new CommitEvent<string>.Committed());
        Assert.Equal((0, 0), (queue.WaitingInteractions, queue.WaitingBytes));
    }

    [Fact]
    public void Next_EveryWaitingCallCancelled_BeginsNoEmptyCommit()
    {
        var queue = new CommitQueue<string>();
        (queue, _) = queue.Next(new CommitEvent<string>.Arrived("first", 1));
        (queue, _) = queue.Next(new CommitEvent<string>.Arrived("second", 1));
        (queue, var withdrawn) = queue.Next(new CommitEvent<string>.Cancelled("second", queue.LastArrived));

        (queue, var ended) = queue.Next(new CommitEvent<string>.Committed());

        Assert.Equal("second", Assert.IsType<CommitCommand<string>.Withdraw>(Assert.Single(withdrawn)).Call);
        Assert.IsType<CommitCommand<string>.Complete>(Assert.Single(ended));
        Assert.Null(queue.Committing);
        Assert.Empty(queue.Withdrawn);
    }
}
