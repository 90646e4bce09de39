using System.Runtime.CompilerServices;

namespace Ayni.Numerics;

/// <summary>
/// Keeps the best <c>capacity</c> of the entries offered: score descending, then index ascending, whatever the order of
/// the offers. A NaN score is never kept. Reusable after <see cref="Clear"/>; not thread-safe.
/// </summary>
public sealed class TopK
{
    // A heap with the worst kept entry at the root.
    private readonly ScoredIndex[] _heap;

    /// <summary>Keeps up to <paramref name="capacity"/> entries, 0 or more.</summary>
    public TopK(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _heap = new ScoredIndex[capacity];
    }

    /// <summary>Most entries kept.</summary>
    public int Capacity => _heap.Length;

    /// <summary>Entries kept now.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// A score under this cannot enter; one equal to it enters only with a lower index. −∞ while there is room.
    /// </summary>
    public float Threshold
    {
        get
        {
            if (Count < _heap.Length)
                return float.NegativeInfinity;
            return _heap.Length == 0 ? float.PositiveInfinity : _heap[0].Score;
        }
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear() => Count = 0;

    /// <summary>Offers an entry.</summary>
    /// <returns>Whether it is kept, for now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Offer(int index, float score) => score >= Threshold && Insert(new ScoredIndex(index, score));

    /// <summary>Empties into a new array, best first.</summary>
    public ScoredIndex[] Drain()
    {
        var sorted = new ScoredIndex[Count];
        Drain(sorted);
        return sorted;
    }

    /// <summary>Empties into the start of a span, best first.</summary>
    /// <param name="target">At least <see cref="Count"/> long.</param>
    /// <returns>Number of entries written.</returns>
    public int Drain(Span<ScoredIndex> target)
    {
        var kept = target[..Count];
        _heap.AsSpan(0, Count).CopyTo(kept);
        kept.Sort();
        Count = 0;
        return kept.Length;
    }

    private bool Insert(ScoredIndex entry)
    {
        if (Count < _heap.Length)
        {
            SiftUp(entry);
            return true;
        }

        if (_heap.Length == 0 || entry > _heap[0])
            return false;
        SiftDown(entry);
        return true;
    }

    private void SiftUp(ScoredIndex entry)
    {
        var hole = Count++;
        while (hole > 0)
        {
            var parent = (hole - 1) / 2;
            if (_heap[parent] >= entry)
                break;
            _heap[hole] = _heap[parent];
            hole = parent;
        }

        _heap[hole] = entry;
    }

    private void SiftDown(ScoredIndex entry)
    {
        var hole = 0;
        while (true)
        {
            var child = (2 * hole) + 1;
            if (child >= Count)
                break;
            if (child + 1 < Count && _heap[child + 1] > _heap[child])
                child++;
            if (_heap[child] <= entry)
                break;
            _heap[hole] = _heap[child];
            hole = child;
        }

        _heap[hole] = entry;
    }
}
