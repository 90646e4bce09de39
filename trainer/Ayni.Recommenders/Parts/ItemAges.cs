namespace Ayni.Recommenders;

/// <summary>How many other items a shopper met since each: 0 for the newest.</summary>
public static class ItemAges
{
    /// <summary>Age of every item met.</summary>
    /// <param name="items">Items in the order they were met, oldest first; an item may come again.</param>
    public static Dictionary<int, int> Of(ReadOnlySpan<int> items)
    {
        var ages = new Dictionary<int, int>();
        for (var place = items.Length - 1; place >= 0; place--)
            ages.TryAdd(items[place], ages.Count);
        return ages;
    }
}
