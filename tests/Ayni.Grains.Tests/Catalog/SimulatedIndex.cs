using Ayni.Grains.Catalog;

namespace Ayni.Grains.Tests.Catalog;

/// <summary>
/// A catalogue of numbered changes, a follower, and one silo's index. A reading and its outcome are two steps, so that
/// anything may happen between them. A number decides every step, so that a seed gives the whole run.
/// </summary>
internal sealed class SimulatedIndex(Func<int, int> below)
{
    private const int PageSize = 3;
    private const int Keys = 6;
    private const int MaxStepsToFinish = 10_000;

    private readonly Dictionary<long, Table> _tables = [];
    private readonly Dictionary<long, IndexEvent> _outcomes = [];
    private readonly HashSet<long> _making = [];
    private readonly HashSet<long> _reading = [];
    private readonly HashSet<long> _waitedFor = [];
    private readonly HashSet<long> _admitted = [];
    private IndexTables _index = new();
    private long _head;
    private long? _headSeenByFollower;
    private long? _followed;

    /// <summary>Runs some steps with faults, then on without until all loads ended and nothing is new.</summary>
    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++)
            Step(below(20));
        for (var i = 0; _waitedFor.Count > 0 || _followed != _head; i++)
        {
            Assert.True(i < MaxStepsToFinish, $"Not done: {_index}");
            Step(5 + below(12));
        }

        foreach (var slot in _index.Ready)
            Assert.Equal(Changes(_head), _tables[slot.Load].Rows);
    }

    private void Step(int step)
    {
        switch (step)
        {
            case <= 2:
                _head++;
                break;
            case <= 4:
                Happen(new IndexEvent.Asked(Key()));
                break;
            case <= 6:
                Make();
                break;
            case <= 9:
                Read();
                break;
            case <= 12:
                TellOutcome();
                break;
            case <= 16:
                Follow();
                break;
            case 17:
                Fail();
                break;
            case 18 when _index.Ready.Any():
                Happen(new IndexEvent.Pinned(_index.Ready.Last().Key));
                break;
        }

        AssertWhole();
    }

    private static IEnumerable<long> Changes(long upTo) =>
        Enumerable.Range(1, (int)upTo).Select(change => (long)change);

    private IndexKey Key() => new($"v{below(Keys)}", 0);

    private long? Any(HashSet<long> loads) => loads.Count == 0 ? null : loads.Order().ElementAt(below(loads.Count));

    // What the table used last holds need not be read again.
    private void Make()
    {
        if (Any(_making) is not { } load)
            return;
        _making.Remove(load);
        var copied = _index.Ready.LastOrDefault() is { } newest ? _tables[newest.Load].Rows : [];
        _tables[load] = new Table([.. copied]);
        Happen(new IndexEvent.Made(load, _tables[load].Position));
    }

    private void Read()
    {
        if (Any(_reading) is not { } load)
            return;
        _reading.Remove(load);
        var table = _tables[load];
        table.Add(Math.Min(_head, table.Position + PageSize));
        _outcomes[load] = new IndexEvent.ReadOn(load, table.Position, table.Position == _head);
    }

    private void TellOutcome()
    {
        if (Any([.. _outcomes.Keys]) is { } load && _outcomes.Remove(load, out var outcome))
            Happen(outcome);
    }

    private void Follow()
    {
        if (_headSeenByFollower is not { } head)
        {
            _headSeenByFollower = _head;
        }
        else if (_followed is not { } from)
        {
            Happen(new IndexEvent.FollowingBegan(head));
            _followed = _index.FollowedUpTo;
        }
        else
        {
            // A page that fails on its way is brought again.
            var upTo = Math.Min(_head, from + PageSize);
            Bring(from, upTo);
            if (below(5) > 0)
                _followed = upTo;
        }
    }

    private void Bring(long from, long upTo)
    {
        var (next, commands) = _index.Next(new IndexEvent.Followed(upTo));
        _index = next;
        var apply = Assert.IsType<IndexCommand.Apply>(Assert.Single(commands));
        foreach (var load in apply.Numbers)
        {
            var table = _tables[load];
            Assert.True(from <= table.Position, $"Changes {table.Position} to {from} never come to table {load}.");
            table.Add(upTo);
        }
    }

    private void Fail()
    {
        if (Any([.. _making, .. _reading, .. _outcomes.Keys]) is not { } load)
            return;
        _ = _making.Remove(load) || _reading.Remove(load) || _outcomes.Remove(load);
        Happen(new IndexEvent.Failed(load));
    }

    private void Happen(IndexEvent happened)
    {
        (_index, var commands) = _index.Next(happened);
        foreach (var command in commands)
        {
            switch (command)
            {
                case IndexCommand.Load load:
                    _making.Add(load.Number);
                    _waitedFor.Add(load.Number);
                    break;
                case IndexCommand.Read read:
                    _reading.Add(read.Number);
                    break;
                case IndexCommand.Admit admit:
                    Assert.True(_waitedFor.Remove(admit.Number), $"Load {admit.Number} ends twice.");
                    _admitted.Add(admit.Number);
                    break;
                case IndexCommand.Drop drop:
                    Assert.True(_waitedFor.Remove(drop.Number) || _admitted.Contains(drop.Number));
                    _tables.Remove(drop.Number);
                    break;
            }
        }
    }

    private void AssertWhole()
    {
        var ready = _index.Ready.ToArray();
        Assert.True(ready.Length <= IndexTables.MaxTables, $"{ready.Length} tables are kept.");
        Assert.Equal(_index.Slots.Length, _index.Slots.DistinctBy(slot => slot.Key).Count());
        foreach (var slot in ready)
        {
            Assert.Contains(slot.Load, _admitted);
            Assert.Equal(slot.Position, _tables[slot.Load].Position);
            Assert.True(slot.Position >= _index.FollowedUpTo, $"{slot} is behind the follower: {_index}");
        }

        Assert.True(
            _index.Kept is null || ready.Any(slot => slot.Key == _index.Kept),
            $"{_index.Kept}, which is kept, is gone.");
    }

    /// <summary>Changes applied, in order; those it has are ignored.</summary>
    private sealed class Table(List<long> rows)
    {
        public List<long> Rows => rows;

        public long Position => rows.Count == 0 ? 0 : rows[^1];

        public void Add(long upTo)
        {
            for (var change = Position + 1; change <= upTo; change++)
                rows.Add(change);
        }
    }
}
