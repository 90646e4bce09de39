using System.Numerics;

namespace Ayni.Filters;

/// <summary>
/// Some of the rows 0 to <see cref="Rows"/> − 1, a bit a row. Its memory is kept when it is reset, so that one who asks
/// often reuses it. Not for two threads at once while one of them writes.
/// </summary>
public sealed class RowSet
{
    private const int WordBits = 64;

    private ulong[] _words = [];

    /// <summary>How many rows there are, in it or not.</summary>
    public int Rows { get; private set; }

    /// <summary>Bits of row 64 · i and the 63 after it; bits at and past <see cref="Rows"/> are 0.</summary>
    public ReadOnlySpan<ulong> Words => _words.AsSpan(0, WordsOf(Rows));

    /// <summary>The same, to write: what is past <see cref="Rows"/> must stay 0.</summary>
    internal Span<ulong> Writable => _words.AsSpan(0, WordsOf(Rows));

    /// <summary>How many are in it.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in Words)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>True if none is in it.</summary>
    public bool IsEmpty => Words.IndexOfAnyExcept(0UL) < 0;

    /// <summary>Some rows of so many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row is not below <paramref name="rows"/>.</exception>
    public static RowSet Of(int rows, IEnumerable<int> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var set = new RowSet();
        set.Reset(rows);
        foreach (var row in members)
            set.Add(row);
        return set;
    }

    /// <summary>Empties it, and makes it one of so many rows.</summary>
    public void Reset(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        var words = WordsOf(rows);
        if (words > _words.Length)
            _words = new ulong[words];
        else
            _words.AsSpan(0, words).Clear();
        Rows = rows;
    }

    /// <summary>Puts every row in.</summary>
    public void Fill()
    {
        Writable.Fill(ulong.MaxValue);
        ClearPastEnd();
    }

    /// <summary>Makes it the same as another.</summary>
    public void CopyFrom(RowSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Reset(other.Rows);
        other.Words.CopyTo(Writable);
    }

    /// <summary>Whether a row is in it.</summary>
    public bool Contains(int row)
    {
        ThrowIfNoRow(row);
        return (_words[row / WordBits] >> row % WordBits & 1) != 0;
    }

    /// <summary>Puts a row in.</summary>
    public void Add(int row)
    {
        ThrowIfNoRow(row);
        _words[row / WordBits] |= 1UL << row % WordBits;
    }

    /// <summary>Puts the rows 64 · <paramref name="word"/> + i in whose bits i are set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not below <see cref="Rows"/>.</exception>
    public void AddWord(int word, ulong rows)
    {
        if (rows == 0)
            return;
        ArgumentOutOfRangeException.ThrowIfNegative(word);
        ThrowIfNoRow((word * WordBits) + BitOperations.Log2(rows));
        _words[word] |= rows;
    }

    /// <summary>Takes a row out.</summary>
    public void Remove(int row)
    {
        ThrowIfNoRow(row);
        _words[row / WordBits] &= ~(1UL << row % WordBits);
    }

    /// <summary>Keeps what is in both.</summary>
    /// <exception cref="ArgumentException">The other is of another number of rows.</exception>
    public void And(RowSet other)
    {
        var words = Writable;
        var others = WordsOfSame(other);
        for (var i = 0; i < words.Length; i++)
            words[i] &= others[i];
    }

    /// <summary>Adds what is in the other.</summary>
    /// <exception cref="ArgumentException">The other is of another number of rows.</exception>
    public void Or(RowSet other)
    {
        var words = Writable;
        var others = WordsOfSame(other);
        for (var i = 0; i < words.Length; i++)
            words[i] |= others[i];
    }

    /// <summary>Takes out what is in the other.</summary>
    /// <exception cref="ArgumentException">The other is of another number of rows.</exception>
    public void AndNot(RowSet other)
    {
        var words = Writable;
        var others = WordsOfSame(other);
        for (var i = 0; i < words.Length; i++)
            words[i] &= ~others[i];
    }

    /// <summary>Turns it into the rows that were not in it.</summary>
    public void Not()
    {
        foreach (ref var word in Writable)
            word = ~word;
        ClearPastEnd();
    }

    /// <summary>The rows in it, ascending.</summary>
    public Enumerator GetEnumerator() => new(_words, WordsOf(Rows));

    /// <summary>The rows in it, ascending, as an array.</summary>
    public int[] ToArray()
    {
        var rows = new int[Count];
        var next = 0;
        foreach (var row in this)
            rows[next++] = row;
        return rows;
    }

    private static int WordsOf(int rows) => (int)(((long)rows + WordBits - 1) / WordBits);

    private void ClearPastEnd()
    {
        if (Rows % WordBits != 0)
            _words[Rows / WordBits] &= (1UL << Rows % WordBits) - 1;
    }

    private void ThrowIfNoRow(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
    }

    private ReadOnlySpan<ulong> WordsOfSame(RowSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Rows == Rows
            ? other.Words
            : throw new ArgumentException($"It is of {other.Rows} rows, this one of {Rows}.", nameof(other));
    }

    /// <summary>Goes through the rows of a set, ascending, without allocating.</summary>
    public struct Enumerator
    {
        private readonly ulong[] _words;
        private readonly int _end;
        private int _word;
        private ulong _rest;

        internal Enumerator(ulong[] words, int end)
        {
            _words = words;
            _end = end;
            _word = -1;
        }

        /// <summary>The row it is at.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next row; false if there is none.</summary>
        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_word >= _end)
                    return false;
                _rest = _words[_word];
            }

            Current = _word * WordBits + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
