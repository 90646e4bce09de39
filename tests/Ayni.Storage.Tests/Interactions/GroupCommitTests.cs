using Ayni.Storage.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task AppendAsync_CallsDuringACommit_ShareTheNextOne()
    {
        var writer = new GatedWriter();
        await using var commits = new GroupCommit(writer, TimeProvider.System);
        var first = commits.AppendAsync(Call(1), CancellationToken.None);
        await writer.Started(1);

        var waiting = Append(commits, calls: 10, interactions: 3);
        writer.Release(2);
        await Task.WhenAll(waiting.Prepend(first));

        Assert.Equal([1, 10], writer.GroupSizes);
    }

    [Fact]
    public async Task AppendAsync_MoreThanACommitTakes_GoesIntoTheNextOne()
    {
        var writer = new GatedWriter();
        await using var commits = new GroupCommit(writer, TimeProvider.System);
        var first = commits.AppendAsync(Call(1), CancellationToken.None);
        await writer.Started(1);

        var half = CommitQueue<AppendCall>.MaxCommitInteractions / 2;
        var waiting = Append(commits, calls: 5, interactions: half);
        writer.Release(4);
        await Task.WhenAll(waiting.Prepend(first));

        Assert.Equal([1, 2, 2, 1], writer.GroupSizes);
    }

    [Fact]
    public async Task AppendAsync_CancelledWhileWaiting_IsNotWritten()
    {
        var writer = new GatedWriter();
        await using var commits = new GroupCommit(writer, TimeProvider.System);
        var first = commits.AppendAsync(Call(1), CancellationToken.None);
        await writer.Started(1);
        using var cancellation = new CancellationTokenSource();

        var cancelled = commits.AppendAsync(Call(2), cancellation.Token);
        var kept = commits.AppendAsync(Call(3), CancellationToken.None);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        writer.Release(2);
        await Task.WhenAll(first, kept);

        Assert.Equal([1, 1], writer.GroupSizes);
    }

    [Fact]
    public async Task AppendAsync_CancelledDuringItsCommit_TellsTheOutcome()
    {
        var writer = new GatedWriter();
        await using var commits = new GroupCommit(writer, TimeProvider.System);
        using var cancellation = new CancellationTokenSource();
        var call = commits.AppendAsync(Call(1), cancellation.Token);
        await writer.Started(1);

        await cancellation.CancelAsync();
        writer.Release(1);

        await call;
    }

    [Fact]
    public async Task AppendAsync_CommitFails_TellsItsCallersAndServesTheNext()
    {
        var writer = new GatedWriter { Failure = new IOException("disk full") };
        await using var commits = new GroupCommit(writer, TimeProvider.System);
        writer.Release(2);

        await Assert.ThrowsAsync<IOException>(() => commits.AppendAsync(Call(1), CancellationToken.None));
        writer.Failure = null;
        await commits.AppendAsync(Call(1), CancellationToken.None);

        Assert.Equal([1, 1], writer.GroupSizes);
    }

    private static List<Task> Append(GroupCommit commits, int calls, int interactions) =>
        [.. Enumerable.Range(0, calls).Select(_ => commits.AppendAsync(Call(interactions), CancellationToken.None))];

    private static AppendCall Call(int interactions) => new(Views("e", interactions));

    /// <summary>Commits only as often as it is released.</summary>
    private sealed class GatedWriter : IInteractionWriter
    {
        private readonly SemaphoreSlim _started = new(0);
        private readonly SemaphoreSlim _gate = new(0);

        public List<int> GroupSizes { get; } = [];

        public Exception? Failure { get; set; }

        public string EventHashSql => "";

        public async Task CommitAsync(IReadOnlyList<AppendCall> calls)
        {
            GroupSizes.Add(calls.Count);
            _started.Release();
            await _gate.WaitAsync();
            if (Failure is { } failure)
                throw failure;
        }

        public async Task Started(int commits)
        {
            for (var i = 0; i < commits; i++)
                await _started.WaitAsync();
        }

        public void Release(int commits) => _gate.Release(commits);

        public ValueTask DisposeAsync()
        {
            _started.Dispose();
            _gate.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
