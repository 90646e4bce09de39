namespace Ayni.Numerics;

/// <summary>
/// Immutable sparse matrix in compressed rows: row <c>r</c> has the entries <c>RowStarts[r] .. RowStarts[r + 1]</c>,
/// their columns strictly ascending. The order is part of the contract: sums over a row are made in it, so that their
/// bits repeat. At most 2,147,483,591 entries; more are split into blocks of rows.
/// </summary>
public sealed partial class CsrMatrix
{
    private readonly int[] _rowStarts;
    private readonly int[] _columnIndices;
    private readonly float[] _values;

    /// <summary>Takes ownership of the arrays, which must not be changed afterwards.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Number of columns, 0 or more.</param>
    /// <param name="rowStarts">Length rows + 1, from 0, never falling.</param>
    /// <param name="columnIndices">Column of each entry, strictly ascending within a row.</param>
    /// <param name="values">Value of each entry, as long as <paramref name="columnIndices"/>.</param>
    /// <exception cref="ArgumentException">The arrays do not describe such a matrix.</exception>
    public CsrMatrix(int rows, int columns, int[] rowStarts, int[] columnIndices, float[] values)
    {
        ArgumentNullException.ThrowIfNull(rowStarts);
        ArgumentNullException.ThrowIfNull(columnIndices);
        ArgumentNullException.ThrowIfNull(values);
        Validate(rows, columns, rowStarts, columnIndices, values.Length);
        Rows = rows;
        Columns = columns;
        _rowStarts = rowStarts;
        _columnIndices = columnIndices;
        _values = values;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Number of stored entries.</summary>
    public int EntryCount => _values.Length;

    /// <summary>Where each row starts; length rows + 1.</summary>
    public ReadOnlySpan<int> RowStarts => _rowStarts;

    /// <summary>Columns of all entries, row after row.</summary>
    public ReadOnlySpan<int> ColumnIndices => _columnIndices;

    /// <summary>Values of all entries, row after row.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Number of entries in a row.</summary>
    public int RowLength(int row) => _rowStarts[row + 1] - _rowStarts[row];

    /// <summary>Columns of a row's entries, ascending.</summary>
    public ReadOnlySpan<int> RowColumns(int row) =>
        _columnIndices.AsSpan(_rowStarts[row], RowLength(row));

    /// <summary>Values of a row's entries, in the order of <see cref="RowColumns"/>.</summary>
    public ReadOnlySpan<float> RowValues(int row) => _values.AsSpan(_rowStarts[row], RowLength(row));

    /// <summary>Whether an entry is stored at (row, column).</summary>
    public bool Contains(int row, int column) => RowColumns(row).BinarySearch(column) >= 0;

    /// <summary>
    /// Builds a matrix from triples in any order; values of the same (row, column) are added in the order given.
    /// </summary>
    /// <exception cref="ArgumentException">The spans differ in length, or an index is out of range.</exception>
    public static CsrMatrix FromTriples(
        int rows,
        int columns,
        ReadOnlySpan<int> rowIndices,
        ReadOnlySpan<int> columnIndices,
        ReadOnlySpan<float> values)
    {
        if (rowIndices.Length != columnIndices.Length || rowIndices.Length != values.Length)
        {
            throw new ArgumentException(
                $"Unequal lengths: {rowIndices.Length} rows, {columnIndices.Length} columns, {values.Length} values.");
        }

        // Two stable counting sorts (by column, then by row) leave each row's columns ascending, equal pairs together.
        var byColumn = CountingSort(columnIndices, columns, order: null, nameof(columnIndices));
        var byRow = CountingSort(rowIndices, rows, byColumn, nameof(rowIndices));
        return MergeSorted(rows, columns, rowIndices, columnIndices, values, byRow);
    }

    /// <summary>Sum of each column's values, added row by row.</summary>
    public double[] ColumnSums()
    {
        var sums = new double[Columns];
        for (var entry = 0; entry < _values.Length; entry++)
            sums[_columnIndices[entry]] += _values[entry];
        return sums;
    }

    /// <summary>Number of each column's entries.</summary>
    public int[] ColumnCounts()
    {
        var counts = new int[Columns];
        foreach (var column in _columnIndices)
            counts[column]++;
        return counts;
    }

    /// <summary>The transpose: rows become columns. Time and memory in proportion to the entries.</summary>
    public CsrMatrix Transpose()
    {
        var starts = new int[Columns + 1];
        foreach (var column in _columnIndices)
            starts[column + 1]++;
        for (var column = 0; column < Columns; column++)
            starts[column + 1] += starts[column];

        var next = starts.AsSpan(0, Columns).ToArray();
        var indices = new int[EntryCount];
        var values = new float[EntryCount];
        for (var row = 0; row < Rows; row++)
        {
            for (var entry = _rowStarts[row]; entry < _rowStarts[row + 1]; entry++)
            {
                var target = next[_columnIndices[entry]]++;
                indices[target] = row;
                values[target] = _values[entry];
            }
        }

        return new CsrMatrix(Columns, Rows, starts, indices, values);
    }

    /// <summary>Copy of <paramref name="count"/> rows from <paramref name="first"/>, with all columns.</summary>
    public CsrMatrix SliceRows(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + (long)count, Rows, nameof(count));
        var from = _rowStarts[first];
        var to = _rowStarts[first + count];
        var starts = new int[count + 1];
        for (var row = 0; row <= count; row++)
            starts[row] = _rowStarts[first + row] - from;
        return new CsrMatrix(count, Columns, starts, _columnIndices[from..to], _values[from..to]);
    }

    private static int[] CountingSort(ReadOnlySpan<int> keys, int limit, int[]? order, string name)
    {
        var next = new int[limit + 1];
        foreach (var key in keys)
        {
            if ((uint)key >= (uint)limit)
                throw new ArgumentException($"Index {key} is outside 0 .. {limit - 1}.", name);
            next[key + 1]++;
        }

        for (var key = 0; key < limit; key++)
            next[key + 1] += next[key];
        var sorted = new int[keys.Length];
        for (var position = 0; position < keys.Length; position++)
        {
            var entry = order is null ? position : order[position];
            sorted[next[keys[entry]]++] = entry;
        }

        return sorted;
    }

    private static CsrMatrix MergeSorted(
        int rows,
        int columns,
        ReadOnlySpan<int> rowIndices,
        ReadOnlySpan<int> columnIndices,
        ReadOnlySpan<float> values,
        int[] order)
    {
        var starts = new int[rows + 1];
        var indices = new int[order.Length];
        var merged = new float[order.Length];
        var count = 0;
        var lastRow = -1;
        foreach (var entry in order)
        {
            if (rowIndices[entry] == lastRow && columnIndices[entry] == indices[count - 1])
            {
                merged[count - 1] += values[entry];
                continue;
            }

            lastRow = rowIndices[entry];
            indices[count] = columnIndices[entry];
            merged[count++] = values[entry];
            starts[lastRow + 1]++;
        }

        for (var row = 0; row < rows; row++)
            starts[row + 1] += starts[row];
        return new CsrMatrix(rows, columns, starts, indices[..count], merged[..count]);
    }

    private static void Validate(int rows, int columns, int[] rowStarts, int[] columnIndices, int valueCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (rowStarts.Length != rows + 1L || rowStarts[0] != 0 || rowStarts[^1] != columnIndices.Length)
            throw new ArgumentException($"Row starts must have {rows + 1L} numbers, from 0 to the number of entries.");
        if (columnIndices.Length != valueCount)
            throw new ArgumentException($"{columnIndices.Length} column indices but {valueCount} values.");
        for (var row = 0; row < rows; row++)
        {
            if (rowStarts[row + 1] < rowStarts[row] || rowStarts[row + 1] > columnIndices.Length)
                throw new ArgumentException($"Row starts fall, or pass the number of entries, at row {row}.");
            var previous = -1;
            for (var entry = rowStarts[row]; entry < rowStarts[row + 1]; entry++)
            {
                if (columnIndices[entry] <= previous || columnIndices[entry] >= columns)
                {
                    throw new ArgumentException(
                        $"Column {columnIndices[entry]} of row {row} is not over {previous} and under {columns}.");
                }

                previous = columnIndices[entry];
            }
        }
    }
}
