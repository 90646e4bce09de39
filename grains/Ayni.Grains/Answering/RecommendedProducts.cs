using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>Makes answers' lines from what a search found.</summary>
public static class RecommendedProducts
{
    /// <summary>One line.</summary>
    public static RecommendedProduct Of(IndexHit hit, Product? product, RecommendationSource source)
    {
        ArgumentNullException.ThrowIfNull(hit);
        return new RecommendedProduct
        {
            ProductId = hit.ProductId,
            Name = product?.Name ?? hit.ProductId,
            Brand = product?.Brand,
            Category = product?.Category,
            Price = product?.Price,
            ListPrice = product?.ListPrice,
            Currency = product?.Currency,
            Score = hit.Score,
            Source = source,
        };
    }

    /// <summary>Why an answer is short; null if it is not.</summary>
    /// <param name="found">Products in the answer.</param>
    /// <param name="asked">Products asked for.</param>
    /// <param name="what">Where they could come from, for the message.</param>
    /// <param name="filter">The filters.</param>
    /// <param name="excluded">Products left out because the shopper has them.</param>
    public static string? Shortfall(int found, int asked, string what, CatalogFilter filter, int excluded)
    {
        if (found >= asked)
            return null;
        var conditions = filter.IsEmpty ? "" : $" with {filter}";
        var left = excluded > 0 ? $"; {excluded} bought or rated before were left out" : "";
        return $"{found} of {asked}: no more available products{conditions} among {what}{left}.";
    }
}
