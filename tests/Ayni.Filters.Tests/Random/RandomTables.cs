using Ayni.Domain.Catalog;

namespace Ayni.Filters.Tests.Random;

/// <summary>Tables made in several steps, with the products that must then stand in their rows.</summary>
internal sealed class RandomTables(Dice dice)
{
    private const int MaxRows = 2_500;
    private const int MaxSteps = 4;

    private readonly RandomProducts _products = new(dice);

    /// <summary>A table and its products by row; null stands for an empty row.</summary>
    public (ProductColumns Columns, Product?[] Rows) Next()
    {
        var columns = new ProductColumns();
        Product?[] rows = [];
        Product[] pool = [.. Enumerable.Range(0, 20).Select(_ => _products.Next())];
        for (var step = dice.Below(MaxSteps); step >= 0; step--)
        {
            if (dice.OneIn(4))
                (columns, rows) = Renumbered(columns, rows);
            else
                (columns, rows) = Changed(columns, rows, pool);

            // What is made of a state for a view, the states after it share.
            if (dice.OneIn(2))
                columns = columns.For(_products.View());
        }

        return (columns.Base, rows);
    }

    private (ProductColumns, Product?[]) Changed(ProductColumns columns, Product?[] rows, Product[] pool)
    {
        var changed = new Product?[1 + dice.Below(dice.OneIn(3) ? MaxRows : 100)];
        Array.Copy(rows, changed, Math.Min(rows.Length, changed.Length));
        var changes = new List<(int, Product?)>();
        var count = dice.OneIn(3) ? changed.Length : dice.Below(30);
        for (var i = 0; i < count; i++)
        {
            var row = dice.Below(changed.Length);
            changed[row] = dice.OneIn(10) ? null : dice.Of(pool);
            changes.Add((row, changed[row]));
        }

        return (columns.With(changes, changed.Length), changed);
    }

    private (ProductColumns, Product?[]) Renumbered(ProductColumns columns, Product?[] rows)
    {
        var from = new int[dice.Below(200)];
        for (var row = 0; row < from.Length; row++)
            from[row] = rows.Length == 0 || dice.OneIn(5) ? -1 : dice.Below(rows.Length);
        return (columns.Remap(from), Array.ConvertAll(from, old => old < 0 ? null : rows[old]));
    }
}
