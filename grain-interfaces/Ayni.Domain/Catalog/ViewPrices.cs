using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Ayni.Domain.Catalog;

/// <summary>
/// A product's prices for store views and customer groups, in the order of their names; equal if they hold the same.
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.view-prices")]
[JsonConverter(typeof(ViewPricesConverter))]
public sealed class ViewPrices : IReadOnlyList<ViewPrice>, IEquatable<ViewPrices>
{
    [Id(0)] private readonly ViewPrice[] _prices;

    // Worked out on demand, the same for everybody.
    [NonSerialized] private ShopView[]? _keys;

    private ViewPrices(ViewPrice[] prices) => _prices = prices;

    /// <summary>None.</summary>
    public static ViewPrices Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _prices.Length;

    /// <inheritdoc/>
    public ViewPrice this[int index] => _prices[index];

    /// <summary>Some prices, at most one of each view: <see cref="ProductRules"/> refuse a second.</summary>
    public static ViewPrices Of(params IEnumerable<ViewPrice> prices)
    {
        ViewPrice[] sorted =
        [
            .. prices.OrderBy(price => price.View.Store, StringComparer.Ordinal)
                .ThenBy(price => price.View.Group, StringComparer.Ordinal),
        ];
        return sorted.Length == 0 ? Empty : new ViewPrices(sorted);
    }

    /// <summary>
    /// The price of a view: that of its store and group, else that of its group, which is who the shopper is, else that
    /// of its store, which is where they look. Null: the product's own.
    /// </summary>
    public ViewPrice? For(ShopView view)
    {
        if (_prices.Length == 0 || view.IsNowhere)
            return null;
        var asked = view.Key;
        ViewPrice? best = null;
        var bestRank = 0;
        for (var index = 0; index < _prices.Length; index++)
        {
            if (RankOf(Keys[index], asked) is var rank && rank > bestRank)
                (best, bestRank) = (_prices[index], rank);
        }

        return best;
    }

    /// <summary>How well a price's view fits the one asked from, 3 to 1; 0: it is another's price.</summary>
    public static int RankOf(ShopView priced, ShopView asked)
    {
        if ((priced.Store is not null && priced.Store != asked.Store)
            || (priced.Group is not null && priced.Group != asked.Group))
            return 0;
        return (priced.Group is null ? 0 : 2) + (priced.Store is null ? 0 : 1);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] ViewPrices? other) =>
        other is not null && _prices.SequenceEqual(other._prices);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ViewPrices);

    /// <inheritdoc/>
    public override int GetHashCode() => _prices.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<ViewPrice> GetEnumerator() => ((IEnumerable<ViewPrice>)_prices).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The prices with commas between them.</summary>
    public override string ToString() => string.Join(", ", _prices.AsEnumerable());

    private ShopView[] Keys => _keys ??= Array.ConvertAll(_prices, price => price.View.Key);
}
