using Ayni.Domain.Interactions;
using Ayni.Storage.Erasures;

namespace Ayni.Storage.Interactions;

/// <summary>
/// The interactions of a group with distinct event ids, numbered from 1 in the order they were given, for databases
/// that take them all in one statement.
/// </summary>
internal sealed class StagedBatch
{
    private readonly IReadOnlyList<AppendCall> _calls;
    private readonly List<Interaction> _distinct = [];
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<int> _known = [];
    private readonly long[] _positions;
    private readonly bool[] _isKnown;
    private readonly bool[] _isErased;

    public StagedBatch(IReadOnlyList<AppendCall> calls)
    {
        _calls = calls;
        foreach (var call in calls)
            foreach (var interaction in call.Interactions)
                if (_ordinals.TryAdd(interaction.EventId, _distinct.Count + 1))
                    _distinct.Add(interaction);
        _positions = new long[_distinct.Count];
        _isKnown = new bool[_distinct.Count];
        _isErased = new bool[_distinct.Count];
    }

    /// <summary>Interaction with ordinal i + 1 at i.</summary>
    public IReadOnlyList<Interaction> Distinct => _distinct;

    /// <summary>
    /// Ordinals of the interactions that are not to be inserted: the log holds or held them, or their shoppers were
    /// erased.
    /// </summary>
    public IReadOnlyList<int> Known => _known;

    /// <summary>Drops what is not known and dated up to the erasure of its shopper.</summary>
    /// <param name="tombstones">Of these shoppers, by their ids.</param>
    public void MarkErased(IReadOnlyDictionary<string, Tombstone> tombstones)
    {
        for (var i = 0; i < _positions.Length; i++)
        {
            if (_isKnown[i] || !tombstones.TryGetValue(_distinct[i].UserId, out var tombstone)
                || !tombstone.Covers(_distinct[i]))
                continue;
            MarkKnown(i + 1, tombstone.Position);
            _isErased[i] = true;
        }
    }

    public void MarkKnown(int ordinal, long position)
    {
        _known.Add(ordinal);
        _positions[ordinal - 1] = position;
        _isKnown[ordinal - 1] = true;
    }

    /// <summary>Gives the positions after <paramref name="head"/> to what is not known, in order.</summary>
    /// <returns>The new head.</returns>
    public long AssignPositions(long head)
    {
        for (var i = 0; i < _positions.Length; i++)
            if (!_isKnown[i])
                _positions[i] = ++head;
        return head;
    }

    /// <summary>Tells the calls, after the commit, where their interactions are.</summary>
    public void Report()
    {
        // The first of several with one event id is the one that was appended, unless the log knew it before.
        var isFirst = new bool[_positions.Length];
        Array.Fill(isFirst, true);
        foreach (var ordinal in _known)
            isFirst[ordinal - 1] = false;
        foreach (var call in _calls)
        {
            for (var i = 0; i < call.Interactions.Length; i++)
            {
                var index = _ordinals[call.Interactions[i].EventId] - 1;
                call.Positions[i] = _positions[index];
                call.Erased[i] = _isErased[index];
                call.Duplicates[i] = !isFirst[index] && !call.Erased[i];
                isFirst[index] = false;
            }
        }
    }
}
