namespace Ayni.Recommenders;

/// <summary>
/// How many other items a shopper met at a later second than each: 0 for all of the newest second, whose order says
/// nothing.
/// </summary>
public static class ItemAges
{
    /// <summary>Age of every item met.</summary>
    /// <param name="items">Items in the order they were met, oldest first; an item may come again.</param>
    /// <param name="secondsAgo">How long ago each was met; never rises.</param>
    public static Dictionary<int, int> Of(ReadOnlySpan<int> items, ReadOnlySpan<int> secondsAgo)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secondsAgo.Length, items.Length);
        var ages = new Dictionary<int, int>();
        var age = 0;
        for (var place = items.Length - 1; place >= 0; place--)
        {
            if (place + 1 < items.Length && secondsAgo[place] != secondsAgo[place + 1])
                age = ages.Count;
            ages.TryAdd(items[place], age);
        }

        return ages;
    }
}
