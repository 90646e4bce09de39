namespace Ayni.Filters.Columns;

/// <summary>Makes a column of prices for views.</summary>
internal sealed class PricesBuilder : ColumnBuilder
{
    private readonly CodedPrice[][] _rows = [.. Enumerable.Repeat(Array.Empty<CodedPrice>(), Chunk.Rows)];

    /// <summary>Gives a row its prices.</summary>
    public void Set(int row, CodedPrice[] prices) => _rows[row] = prices;

    /// <inheritdoc/>
    public override void Load(Column? column)
    {
        Array.Fill(_rows, []);
        if (column is not PricesColumn priced)
            return;
        for (var index = 0; index < priced.Count; index++)
            _rows[priced.RowAt(index)] = priced.PricesAt(index);
    }

    /// <inheritdoc/>
    public override void Copy(int row, Column? column, int from) =>
        _rows[row] = column is PricesColumn prices ? prices[from] : [];

    /// <inheritdoc/>
    public override void Clear(int row) => _rows[row] = [];

    /// <inheritdoc/>
    public override Column? Freeze() => PricesColumn.Of(_rows);
}
