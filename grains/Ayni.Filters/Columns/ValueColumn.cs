using System.Numerics;

namespace Ayni.Filters.Columns;

/// <summary>
/// One value a row of a chunk, kept in the smallest of three ways: one value for all rows, the rows that have one, or
/// an array of all rows.
/// </summary>
internal sealed class ValueColumn<T> : Column
    where T : struct, INumber<T>
{
    /// <summary>Below this share of the rows, rows and values beside each other are smaller than an array.</summary>
    private const int SparseShare = 4;

    private readonly ushort[]? _rows;
    private readonly T[] _values;

    private ValueColumn(ushort[]? rows, T[] values, T missing, int count)
    {
        _rows = rows;
        _values = values;
        Missing = missing;
        Count = count;
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <summary>What stands for no value.</summary>
    public T Missing { get; }

    /// <summary>A value a row; empty where it is kept otherwise.</summary>
    public ReadOnlySpan<T> Dense => _rows is null && _values.Length == Chunk.Rows ? _values : [];

    /// <summary>The rows that have a value, ascending; empty where it is kept otherwise.</summary>
    public ReadOnlySpan<ushort> SparseRows => _rows;

    /// <summary>The values of <see cref="SparseRows"/>, in step.</summary>
    public ReadOnlySpan<T> SparseValues => _values;

    /// <summary>True if all rows have the same value.</summary>
    public bool IsUniform => _rows is null && _values.Length == 1;

    /// <summary>The value of a row; <see cref="Missing"/> if it has none.</summary>
    public T this[int row]
    {
        get
        {
            if (_rows is null)
                return _values.Length == 1 ? _values[0] : _values[row];
            var index = Array.BinarySearch(_rows, (ushort)row);
            return index < 0 ? Missing : _values[index];
        }
    }

    /// <summary>The column of a value a row; null if no row has one.</summary>
    public static ValueColumn<T>? Of(ReadOnlySpan<T> rows, T missing)
    {
        var count = 0;
        foreach (var value in rows)
        {
            if (!IsSame(value, missing))
                count++;
        }

        if (count == 0)
            return null;
        if (count == rows.Length && IsAllSame(rows))
            return new ValueColumn<T>(null, [rows[0]], missing, count);
        return count >= rows.Length / SparseShare
            ? new ValueColumn<T>(null, rows.ToArray(), missing, count)
            : SparseOf(rows, missing, count);
    }

    /// <summary>Writes a value a row.</summary>
    public void CopyTo(Span<T> rows)
    {
        if (_rows is null && _values.Length > 1)
        {
            _values.CopyTo(rows);
            return;
        }

        rows.Fill(IsUniform ? _values[0] : Missing);
        for (var i = 0; i < SparseRows.Length; i++)
            rows[_rows![i]] = _values[i];
    }

    /// <summary>Equality under which NaN, which stands for no number, is itself.</summary>
    private static bool IsSame(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);

    private static bool IsAllSame(ReadOnlySpan<T> rows)
    {
        foreach (var value in rows[1..])
        {
            if (!IsSame(value, rows[0]))
                return false;
        }

        return true;
    }

    private static ValueColumn<T> SparseOf(ReadOnlySpan<T> rows, T missing, int count)
    {
        var numbers = new ushort[count];
        var values = new T[count];
        var next = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            if (IsSame(rows[row], missing))
                continue;
            numbers[next] = (ushort)row;
            values[next++] = rows[row];
        }

        return new ValueColumn<T>(numbers, values, missing, count);
    }
}
