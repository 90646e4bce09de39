namespace Ayni.Filters.Columns;

/// <summary>The rows of a chunk that have prices for views, and those prices.</summary>
internal sealed class PricesColumn : Column
{
    private readonly ushort[] _rows;
    private readonly CodedPrice[][] _prices;

    private PricesColumn(ushort[] rows, CodedPrice[][] prices) => (_rows, _prices) = (rows, prices);

    /// <inheritdoc/>
    public override int Count => _rows.Length;

    /// <summary>A row that has prices, of as many as there are, ascending.</summary>
    public int RowAt(int index) => _rows[index];

    /// <summary>The prices of that row.</summary>
    public CodedPrice[] PricesAt(int index) => _prices[index];

    /// <summary>The prices of a row.</summary>
    public CodedPrice[] this[int row] =>
        Array.BinarySearch(_rows, (ushort)row) is var index and >= 0 ? _prices[index] : [];

    /// <summary>The column of some prices a row; null if no row has one.</summary>
    public static PricesColumn? Of(CodedPrice[][] rows)
    {
        ushort[] priced =
        [
            .. Enumerable.Range(0, rows.Length).Where(row => rows[row].Length > 0).Select(row => (ushort)row),
        ];
        return priced.Length == 0 ? null : new PricesColumn(priced, Array.ConvertAll(priced, row => rows[row]));
    }
}
