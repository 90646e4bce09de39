using System.Threading.Channels;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class TrainingSchedulerTests
{
    [Fact]
    public async Task RunAsync_MoreWorkThanThreads_KeepsToItsThreads()
    {
        using var scheduler = new TrainingScheduler(new TrainingHostOptions { Threads = 2 });
        var (running, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scheduler.RunAsync(
            _ =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                Thread.SpinWait(10_000);
                return Interlocked.Decrement(ref running);
            },
            CancellationToken.None)));

        Assert.InRange(most, 1, 2);
    }

    /// <summary>Each thread waits for parts of its own work, which no other thread is free to take.</summary>
    [Fact]
    public async Task RunAsync_EveryThreadSplitsItsWork_AllEnds()
    {
        using var scheduler = new TrainingScheduler(new TrainingHostOptions { Threads = 2 });

        var sums = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => scheduler.RunAsync(
            stop =>
            {
                var sum = 0;
                Parallel.For(0, 100, scheduler.Parallel(stop), part => Interlocked.Add(ref sum, part));
                return sum;
            },
            CancellationToken.None))).WaitAsync(TrainingShop.Patience);

        Assert.All(sums, sum => Assert.Equal(4950, sum));
    }

    [Fact]
    public async Task RunAsync_Disposed_CancelsWhatRunsAndRefusesTheRest()
    {
        var scheduler = new TrainingScheduler(new TrainingHostOptions { Threads = 1 });
        var started = new TaskCompletionSource();
        var work = scheduler.RunAsync<int>(
            stop =>
            {
                started.SetResult();
                stop.WaitHandle.WaitOne();
                stop.ThrowIfCancellationRequested();
                return 1;
            },
            CancellationToken.None);
        await started.Task;

        scheduler.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => scheduler.RunAsync(_ => 1, CancellationToken.None));
    }

    [Fact]
    public async Task RunAsync_DisposedWhileWorkWaits_TheWorkGoesOnAndSeesIt()
    {
        var scheduler = new TrainingScheduler(new TrainingHostOptions { Threads = 1 });
        var source = Channel.CreateUnbounded<int>();
        var started = new TaskCompletionSource();
        var work = scheduler.RunAsync(
            async stop =>
            {
                started.SetResult();
                return (await source.Reader.ReadAsync(CancellationToken.None), stop.IsCancellationRequested);
            },
            CancellationToken.None);
        await started.Task;

        scheduler.Dispose();
        source.Writer.TryWrite(7);

        Assert.Equal((7, true), await work.WaitAsync(TrainingShop.Patience));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void TrainingHostOptions_ThreadsOutOfRange_Throws(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new TrainingHostOptions { Threads = threads }.ThrowIfInvalid());

    [Fact]
    public void TrainingHostOptions_Defaults_AreInRange() => new TrainingHostOptions().ThrowIfInvalid();

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }
}
