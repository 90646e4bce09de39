using System.Collections.Concurrent;
using Ayni.Domain.Catalog;

namespace Ayni.Filters.Columns;

/// <summary>
/// The views that products have had prices for, numbered from 0 in the order met. Only grows, so that all versions of a
/// table share one. Any number of readers beside the writers, which take turns.
/// </summary>
internal sealed class PricedViews
{
    private readonly ConcurrentDictionary<ShopView, int> _codes = new();
    private readonly ConcurrentDictionary<string, string> _stores = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _groups = new(StringComparer.Ordinal);
    private readonly Lock _adding = new();
    private ShopView[] _views = [];

    /// <summary>Stores that a price is for: by what each is compared, and how it was first written.</summary>
    public IReadOnlyDictionary<string, string> Stores => _stores;

    /// <summary>The same of groups.</summary>
    public IReadOnlyDictionary<string, string> Groups => _groups;

    /// <summary>The number of a view, given one if it has none yet.</summary>
    public int Add(ShopView view)
    {
        var key = view.Key;
        if (_codes.TryGetValue(key, out var known))
            return known;
        lock (_adding)
        {
            if (_codes.TryGetValue(key, out known))
                return known;
            if (key.Store is { } store)
                _stores.TryAdd(store, view.Store!.Trim());
            if (key.Group is { } group)
                _groups.TryAdd(group, view.Group!.Trim());
            Volatile.Write(ref _views, [.. _views, key]);
            return _codes[key] = _views.Length - 1;
        }
    }

    /// <summary>Of a view asked from, what prices are told apart by: views that give the same prices are one.</summary>
    public ShopView KnownOf(ShopView asked)
    {
        if (asked.IsNowhere || Volatile.Read(ref _views).Length == 0)
            return default;
        var key = asked.Key;
        return new ShopView(
            key.Store is { } store && _stores.ContainsKey(store) ? store : null,
            key.Group is { } group && _groups.ContainsKey(group) ? group : null);
    }

    /// <summary>How well the prices of each view fit one asked from; 0: not at all.</summary>
    public int[] RanksFor(ShopView known) =>
        Array.ConvertAll(Volatile.Read(ref _views), view => ViewPrices.RankOf(view, known));
}
