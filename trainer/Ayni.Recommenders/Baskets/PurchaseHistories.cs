namespace Ayni.Recommenders;

/// <summary>
/// What each user bought, basket by basket: an item once a basket. What was no purchase is left out. Immutable.
/// </summary>
public sealed class PurchaseHistories
{
    private const double SecondsPerDay = 86_400;

    private readonly int[] _starts;
    private readonly Purchase[] _purchases;
    private readonly int[] _baskets;

    /// <summary>Groups purchases into baskets.</summary>
    /// <param name="events">What users did.</param>
    public PurchaseHistories(ShopperEvents events)
    {
        ArgumentNullException.ThrowIfNull(events);
        ItemCount = events.ItemCount;
        (_starts, _baskets) = (new int[events.UserCount + 1], new int[events.UserCount]);
        var purchases = new List<Purchase>(events.Count);
        for (var user = 0; user < events.UserCount; user++)
        {
            _baskets[user] = Add(events, user, purchases);
            _starts[user + 1] = purchases.Count;
        }

        _purchases = [.. purchases];
    }

    /// <summary>Number of users; some may have bought nothing.</summary>
    public int UserCount => _baskets.Length;

    /// <summary>Size of the catalogue.</summary>
    public int ItemCount { get; }

    /// <summary>A user's purchases: oldest basket first.</summary>
    public ReadOnlySpan<Purchase> Of(int user) => _purchases.AsSpan(_starts[user].._starts[user + 1]);

    /// <summary>Number of a user's baskets.</summary>
    public int BasketsOf(int user) => _baskets[user];

    /// <summary>How often each item was bought, a purchase counting (baskets ago)^-decay: 0 counts all alike.</summary>
    public double[] ItemWeights(double decay)
    {
        var weights = new double[ItemCount];
        foreach (var purchase in _purchases)
            weights[purchase.Item] += Math.Pow(purchase.BasketsAgo, -decay);
        return weights;
    }

    private static int Add(ShopperEvents events, int user, List<Purchase> purchases)
    {
        var items = events.ItemsOf(user);
        var ago = events.SecondsAgoOf(user);
        var numbers = events.BasketsOf(user);
        var order = new Dictionary<int, int>();
        foreach (var number in numbers)
        {
            if (number != ShopperEvents.NoBasket)
                order.TryAdd(number, order.Count);
        }

        var known = new HashSet<(int Basket, int Item)>();
        var first = purchases.Count;
        for (var place = 0; place < items.Length; place++)
        {
            if (numbers[place] != ShopperEvents.NoBasket && known.Add((order[numbers[place]], items[place])))
            {
                purchases.Add(new Purchase(
                    items[place], order.Count - order[numbers[place]], ago[place] / SecondsPerDay));
            }
        }

        // Lines of two orders may lie between each other; the sort keeps the order within a basket.
        var sorted = purchases[first..].OrderByDescending(purchase => purchase.BasketsAgo).ToArray();
        purchases.RemoveRange(first, purchases.Count - first);
        purchases.AddRange(sorted);
        return order.Count;
    }
}
