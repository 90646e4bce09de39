using System.Text.Json.Serialization;
using Ayni.GrainInterfaces.Catalog;

namespace Ayni.Gateway.Products;

/// <summary>One product as it stands, with what shoppers did to it lately.</summary>
/// <param name="Product">Catalogue entry.</param>
/// <param name="IsAvailable">True if it may be recommended now.</param>
/// <param name="RecentViews">Views, each halved with time.</param>
/// <param name="RecentCarts">Carts less removals from them, each halved with time.</param>
/// <param name="RecentPurchases">Purchases less returns, each halved with time.</param>
/// <param name="CounterHalfLifeDays">Days after which one of them counts half.</param>
/// <param name="AsOf">Time the counters are for.</param>
/// <param name="Position">Log position taken into account.</param>
public sealed record ProductAnswer(
    ProductBody Product,
    bool IsAvailable,
    double RecentViews,
    double RecentCarts,
    double RecentPurchases,
    double CounterHalfLifeDays,
    DateTimeOffset AsOf,
    long Position)
{
    /// <summary>
    /// Fields sent that mean nothing to us, at most 20 of them. Left out where nothing was sent.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? IgnoredFields { get; init; }

    /// <summary>The wire form of what a product's grain says.</summary>
    public static ProductAnswer From(ProductView view, IReadOnlyList<string>? ignoredFields = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new ProductAnswer(
            ProductBody.From(view.Product),
            view.Product.IsAvailable,
            view.RecentViews,
            view.RecentCarts,
            view.RecentPurchases,
            view.CounterHalfLifeDays,
            view.AsOf,
            view.Position)
        {
            IgnoredFields = ignoredFields,
        };
    }
}
