using System.Collections.Immutable;

namespace Ayni.Grains.Catalog;

/// <summary>
/// Which tables a silo has and which it loads: a state machine without I/O, clock or threads. A load reads the
/// catalogue by itself until it has reached the follower; only then does its table answer, and the follower keep it
/// current. So no change falls between the two, and nobody sees a table before it is whole.
/// </summary>
internal sealed record IndexTables
{
    /// <summary>Tables kept: the active version, the one before, and one about to be activated.</summary>
    public const int MaxTables = 3;

    /// <summary>Used last comes last.</summary>
    public ImmutableArray<IndexSlot> Slots { get; init; } = [];

    /// <summary>The table that is never let go.</summary>
    public IndexKey? Kept { get; init; }

    /// <summary>
    /// Where the follower goes on from: every table that answers holds all changes up to here. 0 before it begins.
    /// </summary>
    public long FollowedUpTo { get; init; }

    /// <summary>Number of the last load.</summary>
    public long LastLoad { get; init; }

    /// <summary>Tables that answer, the one used last at the end.</summary>
    public IEnumerable<IndexSlot> Ready => Slots.Where(slot => slot.IsReady);

    /// <summary>The table of a key, if it is there or being loaded.</summary>
    public IndexSlot? Find(IndexKey key) => Slots.FirstOrDefault(slot => slot.Key == key);

    /// <summary>The next state, and what to do, in order.</summary>
    public (IndexTables State, IReadOnlyList<IndexCommand> Commands) Next(IndexEvent happened) => happened switch
    {
        IndexEvent.Asked asked => Find(asked.Key) is { } slot ? (MoveLast(slot), []) : Begin(asked.Key),
        IndexEvent.Made made when Loading(made.Load) is { } slot =>
            (Replace(slot with { Position = made.Position }), [new IndexCommand.Read(made.Load)]),
        IndexEvent.ReadOn read when Loading(read.Load) is { } slot =>
            Replace(slot with { Position = Math.Max(slot.Position, read.UpTo) }).GoOn(read),
        IndexEvent.Failed failed when Loading(failed.Load) is { } slot =>
            (this with { Slots = Slots.Remove(slot) }, [new IndexCommand.Drop(failed.Load)]),
        IndexEvent.FollowingBegan began =>
            (this with { FollowedUpTo = Ready.Select(slot => slot.Position).Append(began.Head).Min() }, []),
        IndexEvent.Followed followed => Follow(followed.UpTo),
        IndexEvent.Pinned pinned => (this with { Kept = pinned.Key }, []),
        _ => (this, []),
    };

    private IndexSlot? Loading(long load) => Slots.FirstOrDefault(slot => slot.Load == load && !slot.IsReady);

    private IndexTables MoveLast(IndexSlot slot) => this with { Slots = Slots.Remove(slot).Add(slot) };

    private IndexTables Replace(IndexSlot slot) => this with
    {
        Slots = [.. Slots.Select(known => known.Load == slot.Load ? slot : known)],
    };

    private (IndexTables State, IReadOnlyList<IndexCommand> Commands) Begin(IndexKey key)
    {
        var load = LastLoad + 1;
        return (
            this with { LastLoad = load, Slots = Slots.Add(new IndexSlot(key, load, 0, IsReady: false)) },
            [new IndexCommand.Load(load, key)]);
    }

    // Behind the follower, changes would be missing for ever: it brings each once.
    private (IndexTables State, IReadOnlyList<IndexCommand> Commands) GoOn(IndexEvent.ReadOn read)
    {
        var slot = Loading(read.Load)!;
        return read.IsAtHead && slot.Position >= FollowedUpTo
            ? Replace(slot with { IsReady = true }).LetGo([new IndexCommand.Admit(read.Load)])
            : (this, [new IndexCommand.Read(read.Load)]);
    }

    private (IndexTables State, IReadOnlyList<IndexCommand> Commands) LetGo(List<IndexCommand> commands)
    {
        var others = Ready.Where(slot => slot.Key != Kept).ToArray();
        var old = others.Take(Math.Max(0, others.Length - (MaxTables - 1))).ToArray();
        commands.AddRange(old.Select(slot => new IndexCommand.Drop(slot.Load)));
        return (this with { Slots = Slots.RemoveRange(old) }, commands);
    }

    private (IndexTables State, IReadOnlyList<IndexCommand> Commands) Follow(long upTo)
    {
        var state = this with
        {
            FollowedUpTo = Math.Max(FollowedUpTo, upTo),
            Slots =
            [
                .. Slots.Select(slot => slot.IsReady ? slot with { Position = Math.Max(slot.Position, upTo) } : slot),
            ],
        };
        return (state, [new IndexCommand.Apply([.. Ready.Select(slot => slot.Load)])]);
    }
}
