namespace Ayni.Filters.Columns;

/// <summary>
/// Makes chunks as they are seen from a view: with other prices, all else shared. Not thread-safe.
/// </summary>
/// <param name="ranks">How well each view's prices fit; 0: not at all.</param>
internal sealed class ViewBuilder(int[] ranks)
{
    private readonly MoneyBuilder _price = new();
    private readonly MoneyBuilder _listPrice = new();

    /// <summary>The chunk as it is seen; itself where no price fits.</summary>
    public Chunk Of(Chunk chunk)
    {
        if (chunk[Slot.ViewPrices] is not PricesColumn column)
            return chunk;
        var isOther = false;
        for (var index = 0; index < column.Count; index++)
        {
            var prices = column.PricesAt(index);
            var best = BestOf(prices);
            if (best < 0)
                continue;
            if (!isOther)
                Load(chunk);
            isOther = true;
            var (_, price, listPrice, odd) = prices[best];
            _price.Set(column.RowAt(index), price, odd?.Price);
            _listPrice.Set(column.RowAt(index), listPrice, odd?.ListPrice);
        }

        if (!isOther)
            return chunk;
        return chunk.With(
            (Slot.Price, _price.Scaled.Freeze()),
            (Slot.OddPrice, _price.Odd.Freeze()),
            (Slot.ListPrice, _listPrice.Scaled.Freeze()),
            (Slot.OddListPrice, _listPrice.Odd.Freeze()));
    }

    private void Load(Chunk chunk)
    {
        _price.Scaled.Load(chunk[Slot.Price]);
        _price.Odd.Load(chunk[Slot.OddPrice]);
        _listPrice.Scaled.Load(chunk[Slot.ListPrice]);
        _listPrice.Odd.Load(chunk[Slot.OddListPrice]);
    }

    // Index of the price that fits best; -1: none does.
    private int BestOf(CodedPrice[] prices)
    {
        var (best, bestRank) = (-1, 0);
        for (var index = 0; index < prices.Length; index++)
        {
            if (ranks[prices[index].View] > bestRank)
                (best, bestRank) = (index, ranks[prices[index].View]);
        }

        return best;
    }
}
