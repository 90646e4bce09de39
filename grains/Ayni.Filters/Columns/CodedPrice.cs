using Ayni.Domain.Catalog;

namespace Ayni.Filters.Columns;

/// <summary>A price for a view.</summary>
/// <param name="View">Number of the view in <see cref="PricedViews"/>.</param>
/// <param name="Price">Price asked now, scaled.</param>
/// <param name="ListPrice">Price before discount, scaled; <see cref="Money.Missing"/>: none.</param>
/// <param name="Odd">The price as it is, where one of the two cannot be scaled.</param>
internal readonly record struct CodedPrice(int View, long Price, long ListPrice, ViewPrice? Odd)
{
    /// <summary>A price, with the number of its view.</summary>
    public static CodedPrice Of(ViewPrice price, int view)
    {
        var (scaled, list) = (Money.ScaledOrMissing(price.Price), Money.ScaledOrMissing(price.ListPrice));
        return new CodedPrice(view, scaled, list, scaled == Money.Odd || list == Money.Odd ? price : null);
    }
}
