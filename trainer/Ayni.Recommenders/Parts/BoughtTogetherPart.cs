using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The part <see cref="PartNames.BoughtTogether"/>: with n the number of an item's baskets, c of those with both items
/// and s of the different users among them, the weight is c / √(n_i n_j) · s / (s + shrinkage), from a least s on.
/// </summary>
public static class BoughtTogetherPart
{
    /// <summary>How histories count: the newest most, over the root of the sum.</summary>
    public static HistoryWeighting Weighting { get; } =
        new() { WeightExponent = 0, AgeExponent = 0.5, Normalization = 0.5 };

    /// <summary>Fits it.</summary>
    /// <param name="events">What the users did.</param>
    /// <param name="neighbours">Neighbours kept of each item, 1 or more.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="parallel">Threads; its token stops the fit.</param>
    public static NeighbourPart Fit(
        ShopperEvents events, int neighbours, BoughtTogetherOptions? options, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(events);
        var chosen = (options ?? new BoughtTogetherOptions()).Validated();
        var (baskets, users) = BasketsOf(events, chosen.MaxBasketItems);
        var places = new ItemPlaces(baskets);
        var table = NeighbourRows.Make(
            events.ItemCount, parallel, () => new Row(events.ItemCount, neighbours),
            (item, row) => row.Nearest(item, baskets, users, places, chosen));
        return new NeighbourPart(PartNames.BoughtTogether, table, Weighting);
    }

    /// <summary>Different items of every basket, and its user; users ascend.</summary>
    private static (ItemSequences Baskets, int[] Users) BasketsOf(ShopperEvents events, int maxItems)
    {
        var (starts, items, users) = (new List<int> { 0 }, new List<int>(), new List<int>());
        for (var user = 0; user < events.UserCount; user++)
        {
            var baskets = new SortedDictionary<int, SortedSet<int>>();
            var bought = events.ItemsOf(user);
            var numbers = events.BasketsOf(user);
            for (var place = 0; place < bought.Length; place++)
            {
                if (numbers[place] == ShopperEvents.NoBasket)
                    continue;
                if (!baskets.TryGetValue(numbers[place], out var basket))
                    baskets.Add(numbers[place], basket = []);
                basket.Add(bought[place]);
            }

            foreach (var basket in baskets.Values.Where(basket => basket.Count <= maxItems))
            {
                items.AddRange(basket);
                starts.Add(items.Count);
                users.Add(user);
            }
        }

        return (new ItemSequences(events.ItemCount, [.. starts], [.. items]), [.. users]);
    }

    private sealed class Row
    {
        private readonly SparseSums _counts;
        private readonly int[] _shoppers;
        private readonly int[] _lastShopper;
        private readonly TopK _best;

        public Row(int items, int neighbours)
        {
            (_counts, _shoppers, _lastShopper) = (new(items), new int[items], new int[items]);
            Array.Fill(_lastShopper, -1);
            _best = new(neighbours);
        }

        public ScoredIndex[] Nearest(
            int item, ItemSequences baskets, int[] users, ItemPlaces places, BoughtTogetherOptions options)
        {
            foreach (var (basket, _) in places.Of(item))
            {
                foreach (var other in baskets.Of(basket))
                {
                    _counts.Add(other, 1);
                    _shoppers[other] += users[basket] == _lastShopper[other] ? 0 : 1;
                    _lastShopper[other] = users[basket];
                }
            }

            foreach (var other in _counts.Touched)
            {
                if (other != item && _shoppers[other] >= options.MinSupport)
                    _best.Offer(other, WeightOf(item, other, places, options.Shrinkage));
                (_shoppers[other], _lastShopper[other]) = (0, -1);
            }

            _counts.Clear();
            return _best.Drain();
        }

        private float WeightOf(int item, int other, ItemPlaces places, double shrinkage)
        {
            var cosine = _counts[other] / Math.Sqrt((double)places.Of(item).Length * places.Of(other).Length);
            return (float)(cosine * _shoppers[other] / (_shoppers[other] + shrinkage));
        }
    }
}
