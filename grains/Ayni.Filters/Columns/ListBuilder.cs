namespace Ayni.Filters.Columns;

/// <summary>Makes a column of some texts a row.</summary>
internal sealed class ListBuilder : ColumnBuilder
{
    private readonly int[][] _rows = [.. Enumerable.Repeat(Array.Empty<int>(), Chunk.Rows)];

    /// <summary>Gives a row its codes; repeats count once.</summary>
    public void Set(int row, IEnumerable<int> codes) => _rows[row] = [.. codes.Distinct()];

    /// <inheritdoc/>
    public override void Load(Column? column)
    {
        for (var row = 0; row < _rows.Length; row++)
            Copy(row, column, row);
    }

    /// <inheritdoc/>
    public override void Copy(int row, Column? column, int from) =>
        _rows[row] = column is ListColumn lists ? lists[from].ToArray() : [];

    /// <inheritdoc/>
    public override void Clear(int row) => _rows[row] = [];

    /// <inheritdoc/>
    public override Column? Freeze() => ListColumn.Of(_rows);
}
