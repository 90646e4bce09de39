using System.Collections.Immutable;

namespace Ayni.Grains.Following;

/// <summary>
/// What one active grain is still owed of a feed: a state machine without I/O, clock or threads. Rows are handed on in
/// order, one call at a time. Where rows are missing (a call failed, too many waited, the feed skipped some) the grain
/// is asked to read for itself, and gets rows again only once it has.
/// </summary>
/// <typeparam name="TRow">A row of the feed.</typeparam>
public sealed record ReaderBacklog<TRow>
{
    /// <summary>Rows that wait for a call to end; more are left to the grain's own reading.</summary>
    public const int MaxWaiting = 256;

    /// <summary>Position the grain has applied; null until it says so for the first time.</summary>
    public long? Applied { get; init; }

    /// <summary>Newest position the grain is owed; 0 for none.</summary>
    public long Owed { get; init; }

    /// <summary>Rows to hand on, all that the grain is owed unless <see cref="IsIncomplete"/>.</summary>
    public ImmutableList<(long Position, TRow Row, long Bytes)> Waiting { get; init; } = [];

    /// <summary>Memory of the rows that wait.</summary>
    public long WaitingBytes { get; init; }

    /// <summary>Memory of the rows of the call under way.</summary>
    public long CallingBytes { get; init; }

    /// <summary>Rows are missing: the grain must read for itself.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Position that the call under way brings the grain to; null while none is.</summary>
    public long? Calling { get; init; }

    /// <summary>Memory of all rows kept for the grain.</summary>
    public long HeldBytes => WaitingBytes + CallingBytes;

    /// <summary>Whether the grain has applied all it is owed up to a position.</summary>
    public bool IsSettled(long upTo) => Owed == 0 || Applied >= Math.Min(Owed, upTo);

    /// <summary>What happens next.</summary>
    public (ReaderBacklog<TRow> State, ReaderCall<TRow>? Call) Next(ReaderEvent<TRow> happened) => happened switch
    {
        ReaderEvent<TRow>.Found found => With(found).Start(),
        ReaderEvent<TRow>.Skipped skipped when skipped.Position > (Applied ?? 0) =>
            Incomplete(skipped.Position).Start(),
        ReaderEvent<TRow>.Joined joined => Reached(joined.Position).Start(),
        ReaderEvent<TRow>.Answered answered => Ended(answered.Position).Start(),
        ReaderEvent<TRow>.Failed => (Incomplete(Owed) with { Calling = null, CallingBytes = 0 }, null),
        _ => Start(),
    };

    private ReaderBacklog<TRow> With(ReaderEvent<TRow>.Found found)
    {
        if (found.Position <= Math.Max(Owed, Applied ?? 0))
            return this;
        var owed = this with { Owed = found.Position };
        if (IsIncomplete)
            return owed;
        return Waiting.Count == MaxWaiting || !found.MayWait
            ? owed.Incomplete(found.Position)
            : owed with
            {
                Waiting = Waiting.Add((found.Position, found.Row, found.Bytes)),
                WaitingBytes = WaitingBytes + found.Bytes,
            };
    }

    private ReaderBacklog<TRow> Incomplete(long owed) =>
        this with { IsIncomplete = true, Waiting = [], WaitingBytes = 0, Owed = Math.Max(Owed, owed) };

    private ReaderBacklog<TRow> Reached(long position)
    {
        var applied = Math.Max(Applied ?? 0, position);
        var waiting = Waiting.RemoveAll(row => row.Position <= applied);
        return this with { Applied = applied, Waiting = waiting, WaitingBytes = waiting.Sum(row => row.Bytes) };
    }

    // A grain that answers with less than it was brought to has rows missing, for whatever reason.
    private ReaderBacklog<TRow> Ended(long position)
    {
        var reached = Reached(position) with { Calling = null, CallingBytes = 0 };
        if (position < (Calling ?? 0))
            return reached.Incomplete(Owed);
        return IsIncomplete && position >= Owed ? reached with { IsIncomplete = false } : reached;
    }

    private (ReaderBacklog<TRow> State, ReaderCall<TRow>? Call) Start()
    {
        if (Calling is not null || Applied is not { } applied || Owed <= applied)
            return (this, null);
        ImmutableArray<TRow>? rows = IsIncomplete ? null : [.. Waiting.Select(waiting => waiting.Row)];
        return (
            this with { Calling = Owed, CallingBytes = WaitingBytes, Waiting = [], WaitingBytes = 0 },
            new ReaderCall<TRow>(applied, rows, Owed));
    }
}
