using Ayni.Storage.Interactions;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>
/// A disk, its writer, and callers of one process that may crash between any two steps. A number decides every step, so
/// that a seed gives the whole run.
/// </summary>
internal sealed class SimulatedLog(Func<int, int> below)
{
    private const int BytesOfOne = 500;
    private const int HalfACommit = CommitQueue<int>.MaxCommitInteractions / 2;

    private readonly List<int> _disk = [];
    private readonly HashSet<int> _acknowledged = [];
    private readonly Dictionary<int, (long Number, int Interactions)> _open = [];
    private TimeSpan _now;
    private bool _isBulk;
    private CommitQueue<int> _queue = new();
    private IReadOnlyList<int>? _commit;
    private int _calls;
    private int _arriving;
    private bool _isStopped;

    /// <summary>Runs some steps with faults, then closes and runs on until the writer stops.</summary>
    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++)
            Step();
        Happen(new CommitEvent<int>.Closed());
        while (_commit is not null)
            End(fails: false);

        Assert.True(_isStopped, $"Closed, and does not stop: {_queue}");
        Assert.Equal((0, 0), (_queue.WaitingInteractions, _queue.WaitingBytes));
        Assert.Empty(_open);
        Assert.Equal(_disk.Distinct(), _disk);
        Assert.Equal(_disk.Order(), _disk);
        Assert.Subset(_disk.ToHashSet(), _acknowledged);
    }

    private void Step()
    {
        switch (below(20))
        {
            case <= 8:
                Arrive();
                break;
            case <= 11:
                Cancel();
                break;
            case <= 17:
                End(fails: below(4) == 0);
                break;
            case 18 when below(8) == 0:
                Happen(new CommitEvent<int>.Closed());
                break;
            case 19 when below(4) == 0:
                Crash();
                break;
        }
    }

    private void Arrive()
    {
        _arriving = ++_calls;
        var interactions = below(6) == 0 ? 4 * HalfACommit : 1 + below(3);
        _isBulk = below(8) == 0;
        _now += TimeSpan.FromSeconds(below(3));
        _open[_arriving] = (_queue.LastArrived + 1, interactions);
        Happen(new CommitEvent<int>.Arrived(_arriving, interactions, interactions * BytesOfOne, _isBulk, _now));
    }

    // Of a call that waits, of one that is being written, or of one that ended: whoever cancels cannot know.
    private void Cancel()
    {
        if (_calls == 0)
            return;
        var call = 1 + below(_calls);
        var number = _open.TryGetValue(call, out var open) ? open.Number : 1 + below((int)_queue.LastTaken + 1);
        if (open.Number > 0 || number <= _queue.LastTaken)
            Happen(new CommitEvent<int>.Cancelled(call, number));
    }

    // A commit that fails may be on disk all the same.
    private void End(bool fails)
    {
        if (_commit is not { } calls)
            return;
        _commit = null;
        if (!fails || below(2) == 0)
            _disk.AddRange(calls);
        Happen(fails ? new CommitEvent<int>.Failed(new IOException("full")) : new CommitEvent<int>.Committed());
    }

    // The callers go with their process, and so does a closing.
    private void Crash()
    {
        if (_commit is { } calls && below(2) == 0)
            _disk.AddRange(calls);
        (_queue, _commit, _isStopped) = (new(), null, false);
        _open.Clear();
    }

    private void Happen(CommitEvent<int> happened)
    {
        (_queue, var commands) = _queue.Next(happened);
        foreach (var command in commands)
            Do(command);
    }

    private void Do(CommitCommand<int> command)
    {
        Assert.False(_isStopped && command is not CommitCommand<int>.Refuse, $"{command} after the stop.");
        switch (command)
        {
            case CommitCommand<int>.Commit commit:
                Begin(commit.Calls);
                break;
            case CommitCommand<int>.Complete complete:
                Tell(complete.Calls);
                _acknowledged.UnionWith(complete.Calls);
                break;
            case CommitCommand<int>.Fail fail:
                Tell(fail.Calls);
                break;
            case CommitCommand<int>.Withdraw withdraw:
                Tell([withdraw.Call]);
                break;
            case CommitCommand<int>.Refuse refuse:
                Assert.Equal(_arriving, refuse.Call);
                Tell([refuse.Call]);
                break;
            case CommitCommand<int>.Overload overload:
                Assert.False(_isBulk, "A bulk append was refused.");
                Assert.Equal(_arriving, overload.Call);
                Assert.True(
                    _queue.WaitingInteractions + _open[_arriving].Interactions
                        > CommitQueue<int>.MaxWaitingInteractions
                    || _now - _queue.Waiting.Peek().At > CommitQueue<int>.MaxWait,
                    "Refused, though there was room.");
                Tell([overload.Call]);
                break;
            case CommitCommand<int>.Stop:
                _isStopped = true;
                break;
        }
    }

    private void Begin(IReadOnlyList<int> calls)
    {
        Assert.Null(_commit);
        Assert.NotEmpty(calls);
        Assert.True(
            calls.SkipLast(1).Sum(call => _open[call].Interactions) < CommitQueue<int>.MaxCommitInteractions,
            "The last call of a commit came when it was full.");
        _commit = calls;
    }

    private void Tell(IReadOnlyList<int> calls) =>
        Assert.All(calls, call => Assert.True(_open.Remove(call), $"Call {call} is told twice."));
}
