using System.Collections.Immutable;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Users;

/// <summary>
/// What was recommended to one shopper of late, for lists that rotate. In memory alone: a grain that went starts anew.
/// Not thread-safe.
/// </summary>
internal sealed class ShownProducts
{
    /// <summary>Products remembered, those shown last.</summary>
    public const int MaxProducts = 512;

    private readonly Dictionary<string, DateTimeOffset> _times = new(StringComparer.Ordinal);
    private readonly Queue<(string ProductId, DateTimeOffset Time)> _order = new();

    /// <summary>When a product was last shown; null: not of late.</summary>
    public DateTimeOffset? LastShown(string productId) =>
        _times.TryGetValue(productId, out var time) ? time : null;

    /// <summary>All that is remembered, by product id.</summary>
    public ImmutableArray<ShownProduct> ToArray() =>
        [.. _times.OrderBy(shown => shown.Key, StringComparer.Ordinal)
            .Select(shown => new ShownProduct(shown.Key, shown.Value))];

    /// <summary>A list was shown.</summary>
    public void Note(IEnumerable<RecommendedProduct> items, DateTimeOffset now)
    {
        foreach (var item in items)
        {
            _times[item.ProductId] = now;
            _order.Enqueue((item.ProductId, now));
        }

        while (_order.Count > MaxProducts)
        {
            var (productId, time) = _order.Dequeue();
            if (_times[productId] == time)
                _times.Remove(productId);
        }
    }
}
