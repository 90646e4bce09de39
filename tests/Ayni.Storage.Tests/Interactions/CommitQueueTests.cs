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
