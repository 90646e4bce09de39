using Ayni.Data.Import.Rows;
using Ayni.Domain.Catalog;

namespace Ayni.Data.Import;

/// <summary>Reads prices for store views and customer groups from the current row.</summary>
internal sealed class PriceCells(IReadOnlyList<PriceColumns> columns, RowSource row)
{
    private readonly (PriceColumns Columns, int Price, int ListPrice)[] _cells =
        [.. columns.Select(one => (one, row.Ordinal(one.Price), row.Ordinal(one.ListPrice)))];

    /// <summary>The prices that the row has; why it is refused where a cell is none.</summary>
    public Refusal? Read(out ViewPrices prices)
    {
        prices = ViewPrices.Empty;
        if (_cells.Length == 0)
            return null;
        var read = new List<ViewPrice>(_cells.Length);
        foreach (var (own, priceCell, listCell) in _cells)
        {
            if (MoneyCell.Read(row, priceCell, own.Price, out var price) is { } badPrice)
                return badPrice;
            if (MoneyCell.Read(row, listCell, own.ListPrice, out var listPrice) is { } badListPrice)
                return badListPrice;
            if (price is { } amount)
                read.Add(new ViewPrice(own.View, amount, listPrice));
        }

        prices = ViewPrices.Of(read);
        return null;
    }

    /// <summary>The columns there are.</summary>
    public string Names => string.Join(", ", columns.Select(one => one.Price));
}
