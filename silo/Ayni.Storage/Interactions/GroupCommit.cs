using System.Diagnostics;
using System.Threading.Channels;
using Ayni.Domain.Errors;

namespace Ayni.Storage.Interactions;

/// <summary>
/// Lets concurrent appends share a commit: while one commit is being written, the calls that arrive wait, and the next
/// commit takes all of them up to a limit. Nobody waits for a timer. <see cref="CommitQueue{TCall}"/> decides; this
/// does what it says.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly IInteractionWriter _writer;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Task _loop;

    // Holds one commit at most; it takes the writing from whoever's call begins it to the loop.
    private readonly Channel<IReadOnlyList<AppendCall>> _commits = Channel.CreateUnbounded<IReadOnlyList<AppendCall>>(
        new UnboundedChannelOptions { SingleReader = true });

    private CommitQueue<AppendCall> _queue = new();

    public GroupCommit(IInteractionWriter writer, TimeProvider time)
    {
        _writer = writer;
        _time = time;
        _start = time.GetTimestamp();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Interactions that wait for a commit.</summary>
    public int WaitingInteractions => Volatile.Read(ref _queue).WaitingInteractions;

    /// <summary>Whether one more would be let in now.</summary>
    public bool HasRoom => Volatile.Read(ref _queue).HasRoomFor(1, 0, Now);

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Waits until the call is on disk. Cancelling works until its commit starts.</summary>
    /// <exception cref="AyniException"><c>overloaded</c>: as much waits as may; nothing of it is written.</exception>
    public async Task AppendAsync(AppendCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        call.CancellationToken = cancellationToken;
        var number = Happen(new CommitEvent<AppendCall>.Arrived(
            call, call.Interactions.Length, call.Bytes, call.IsBulk, Now));

        // Refused, or on disk already: nothing to cancel, and of a refused call the number is another's.
        if (call.Done.IsCompleted)
        {
            await call.Done.ConfigureAwait(false);
            return;
        }

        var registration = cancellationToken.UnsafeRegister(
            _ => Happen(new CommitEvent<AppendCall>.Cancelled(call, number)), null);
        await using (registration.ConfigureAwait(false))
            await call.Done.ConfigureAwait(false);
    }

    /// <summary>Refuses new calls, writes those that wait, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        Happen(new CommitEvent<AppendCall>.Closed());
        await _loop.ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    /// <returns>Number of the newest call: that of the call that arrived, if it was let in.</returns>
    private long Happen(CommitEvent<AppendCall> happened)
    {
        IReadOnlyList<CommitCommand<AppendCall>> commands;
        long newest;
        lock (_gate)
        {
            (_queue, commands) = _queue.Next(happened);
            newest = _queue.LastArrived;
        }

        foreach (var command in commands)
            Do(command);
        return newest;
    }

    private void Do(CommitCommand<AppendCall> command)
    {
        switch (command)
        {
            case CommitCommand<AppendCall>.Commit commit:
                _commits.Writer.TryWrite(commit.Calls);
                break;
            case CommitCommand<AppendCall>.Complete complete:
                foreach (var call in complete.Calls)
                    call.Complete();
                break;
            case CommitCommand<AppendCall>.Fail fail:
                foreach (var call in fail.Calls)
                    call.Fail(fail.Reason);
                break;
            case CommitCommand<AppendCall>.Withdraw withdraw:
                withdraw.Call.Cancel();
                break;
            case CommitCommand<AppendCall>.Refuse refuse:
                refuse.Call.Fail(new ObjectDisposedException(nameof(AyniStorage), "The interaction log is closed."));
                break;
            case CommitCommand<AppendCall>.Overload overload:
                overload.Call.Fail(Overloaded());
                break;
            case CommitCommand<AppendCall>.Stop:
                _commits.Writer.Complete();
                break;
        }
    }

    private static AyniException Overloaded() => new(
        ErrorCodes.Overloaded,
        "As many interactions wait for the log's disk as may: "
        + $"{CommitQueue<AppendCall>.MaxWaitingInteractions} of them, {CommitQueue<AppendCall>.MaxWaitingBytes} bytes, "
        + $"or for {CommitQueue<AppendCall>.MaxWait.TotalSeconds} s. None of these was taken. Send them again in a "
        + "moment.");

    private async Task RunAsync()
    {
        await foreach (var calls in _commits.Reader.ReadAllAsync().ConfigureAwait(false))
            Happen(await CommitAsync(calls).ConfigureAwait(false));
    }

    private async Task<CommitEvent<AppendCall>> CommitAsync(IReadOnlyList<AppendCall> calls)
    {
        using var span = BeginSpan(calls);
        try
        {
            await _writer.CommitAsync(calls).ConfigureAwait(false);
            return new CommitEvent<AppendCall>.Committed();
        }
        catch (Exception exception) // Goes to the callers; the loop serves the next ones.
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
            return new CommitEvent<AppendCall>.Failed(exception);
        }
    }

    // The loop belongs to no request. The span is the first call's child, and linked to the other calls.
    private static Activity? BeginSpan(IReadOnlyList<AppendCall> calls) => !StorageInstruments.Spans.HasListeners()
        ? null
        : StorageInstruments.Spans.StartActivity(
            "log commit",
            ActivityKind.Internal,
            calls[0].Trace,
            links: calls.Skip(1).Where(call => call.Trace != default).Select(call => new ActivityLink(call.Trace)));
}
