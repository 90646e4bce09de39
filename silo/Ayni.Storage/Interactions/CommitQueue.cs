using System.Collections.Immutable;

namespace Ayni.Storage.Interactions;

/// <summary>
/// Which appends share a commit: a state machine without I/O, clock or threads. One commit at a time, in the order of
/// arrival; while it is written the calls that arrive wait, and the next one takes them. Every call that was let in is
/// told its end once: with its commit, or by its cancellation while it waited.
/// </summary>
/// <typeparam name="TCall">An append, which this does not look into.</typeparam>
internal sealed record CommitQueue<TCall>
{
    /// <summary>A commit takes no further call once it holds this many interactions.</summary>
    public const int MaxCommitInteractions = 16_384;

    /// <summary>Or this much memory.</summary>
    public const long MaxCommitBytes = 32L * 1024 * 1024;

    /// <summary>Interactions that may wait for a commit; more are refused, those of bulk appends aside.</summary>
    public const int MaxWaitingInteractions = 4 * MaxCommitInteractions;

    /// <summary>Memory that what waits may hold, in the same way.</summary>
    public const long MaxWaitingBytes = 2 * MaxCommitBytes;

    /// <summary>
    /// While the oldest call has waited for longer than this, none but bulk appends are let in: those that are have
    /// their answer in about that time, however slow the disk is.
    /// </summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private static readonly IReadOnlyList<CommitCommand<TCall>> Nothing = [];

    /// <summary>Number of the last call that was let in; they count from 1.</summary>
    public long LastArrived { get; init; }

    /// <summary>Calls up to this number wait no more.</summary>
    public long LastTaken { get; init; }

    /// <summary>In no commit yet, in the order they came; those withdrawn are among them.</summary>
    public ImmutableQueue<CommitEvent<TCall>.Arrived> Waiting { get; init; } = [];

    /// <summary>
    /// Interactions of those that wait, bulk appends left out, withdrawn ones included: they hold their memory until
    /// taken.
    /// </summary>
    public int WaitingInteractions { get; init; }

    /// <summary>Memory of those that wait.</summary>
    public long WaitingBytes { get; init; }

    /// <summary>Numbers of waiting calls that were cancelled.</summary>
    public ImmutableHashSet<long> Withdrawn { get; init; } = [];

    /// <summary>The commit under way; null while there is none.</summary>
    public IReadOnlyList<TCall>? Committing { get; init; }

    /// <summary>Nobody is let in any more.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The next state, and what to do, in order.</summary>
    public (CommitQueue<TCall> State, IReadOnlyList<CommitCommand<TCall>> Commands) Next(
        CommitEvent<TCall> happened) => happened switch
        {
            CommitEvent<TCall>.Arrived arrived when IsClosed =>
                (this, [new CommitCommand<TCall>.Refuse(arrived.Call)]),
            CommitEvent<TCall>.Arrived arrived when !HasRoomFor(arrived) =>
                (this, [new CommitCommand<TCall>.Overload(arrived.Call)]),
            CommitEvent<TCall>.Arrived arrived => With(arrived).Begin(ended: null),
            CommitEvent<TCall>.Cancelled cancelled => Withdraw(cancelled),
            CommitEvent<TCall>.Committed when Committing is { } calls =>
                (this with { Committing = null }).Begin(new CommitCommand<TCall>.Complete(calls)),
            CommitEvent<TCall>.Failed failed when Committing is { } calls =>
                (this with { Committing = null }).Begin(new CommitCommand<TCall>.Fail(calls, failed.Reason)),
            CommitEvent<TCall>.Closed when !IsClosed => (this with { IsClosed = true }).Begin(ended: null),
            _ => (this, Nothing),
        };

    /// <summary>Whether an append would be let in that is no bulk append. Whoever finds nobody waiting is.</summary>
    public bool HasRoomFor(int interactions, long bytes, TimeSpan at) =>
        Waiting.IsEmpty
        || (WaitingInteractions + interactions <= MaxWaitingInteractions
            && WaitingBytes + bytes <= MaxWaitingBytes
            && at - Waiting.Peek().At <= MaxWait);

    private bool HasRoomFor(CommitEvent<TCall>.Arrived arrived) =>
        arrived.IsBulk || HasRoomFor(arrived.Interactions, arrived.Bytes, arrived.At);

    private CommitQueue<TCall> With(CommitEvent<TCall>.Arrived arrived) => this with
    {
        LastArrived = LastArrived + 1,
        Waiting = Waiting.Enqueue(arrived),
        WaitingInteractions = WaitingInteractions + (arrived.IsBulk ? 0 : arrived.Interactions),
        WaitingBytes = WaitingBytes + (arrived.IsBulk ? 0 : arrived.Bytes),
    };

    // What a commit took goes to the disk or not at all, and tells so.
    private (CommitQueue<TCall> State, IReadOnlyList<CommitCommand<TCall>> Commands) Withdraw(
        CommitEvent<TCall>.Cancelled cancelled)
    {
        if (cancelled.Number <= LastTaken || cancelled.Number > LastArrived || Withdrawn.Contains(cancelled.Number))
            return (this, Nothing);
        return (
            this with { Withdrawn = Withdrawn.Add(cancelled.Number) },
            [new CommitCommand<TCall>.Withdraw(cancelled.Call)]);
    }

    private (CommitQueue<TCall> State, IReadOnlyList<CommitCommand<TCall>> Commands) Begin(
        CommitCommand<TCall>? ended)
    {
        if (Committing is not null)
            return (this, Nothing);
        var (state, calls) = Take();
        CommitCommand<TCall>? next = calls.Count > 0 ? new CommitCommand<TCall>.Commit(calls)
            : IsClosed ? new CommitCommand<TCall>.Stop()
            : null;
        if (calls.Count > 0)
            state = state with { Committing = calls };
        return (state, (ended, next) switch
        {
            (null, null) => Nothing,
            (null, _) => [next],
            (_, null) => [ended],
            _ => [ended, next],
        });
    }

    private (CommitQueue<TCall> State, List<TCall> Calls) Take()
    {
        var calls = new List<TCall>();
        var (waiting, withdrawn, taken) = (Waiting, Withdrawn, LastTaken);
        var (waitingInteractions, waitingBytes) = (WaitingInteractions, WaitingBytes);
        var (interactions, bytes) = (0, 0L);
        while (interactions < MaxCommitInteractions && bytes < MaxCommitBytes && !waiting.IsEmpty)
        {
            waiting = waiting.Dequeue(out var next);
            taken++;
            waitingInteractions -= next.IsBulk ? 0 : next.Interactions;
            waitingBytes -= next.IsBulk ? 0 : next.Bytes;
            if (withdrawn.Contains(taken))
            {
                withdrawn = withdrawn.Remove(taken);
                continue;
            }

            calls.Add(next.Call);
            interactions += next.Interactions;
            bytes += next.Bytes;
        }

        var state = this with
        {
            Waiting = waiting,
            WaitingInteractions = waitingInteractions,
            WaitingBytes = waitingBytes,
            Withdrawn = withdrawn,
            LastTaken = taken,
        };
        return (state, calls);
    }
}
