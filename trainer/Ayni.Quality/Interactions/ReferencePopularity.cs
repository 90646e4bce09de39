namespace Ayni.Quality;

/// <summary>
/// How many shoppers of the reference met a product: counted among half of the shoppers, and asked by the other half's
/// rows, in both periods. Counted among all, the reference's rows would count themselves and look more popular than
/// those of any later period; leaving each row's own shopper out instead moves every product by one, which shifts all
/// of them.
/// </summary>
internal sealed class ReferencePopularity
{
    private readonly Dictionary<int, int> _shoppers = [];

    /// <param name="reference">Rows with a product.</param>
    public ReferencePopularity(InteractionRows.Row[] reference)
    {
        var pairs = new HashSet<(int User, int Product)>();
        foreach (var row in reference)
        {
            if (!IsAsked(row) && pairs.Add((row.User, row.Product)))
                _shoppers[row.Product] = _shoppers.GetValueOrDefault(row.Product) + 1;
        }
    }

    /// <summary>The popularity of what one half of the shoppers met.</summary>
    public Sample<double> Of(InteractionRows.Row[] rows)
    {
        var asked = Array.FindAll(rows, IsAsked);
        return new(
            Array.ConvertAll(asked, row => (double)_shoppers.GetValueOrDefault(row.Product)),
            Array.ConvertAll(asked, row => row.User));
    }

    // Numbers follow the order in which shoppers came into the log, which has nothing to do with their taste.
    private static bool IsAsked(InteractionRows.Row row) => row.User % 2 == 1;
}
