using Ayni.Gateway.Http;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Users;

/// <summary>The query of a request for recommendations.</summary>
internal static class RecommendationQuery
{
    private const decimal MaxPriceBound = 1_000_000_000_000m;
    private const int MaxCategoryLength = 512;

    private static readonly WholeParameter N = new("n", "Products wanted.", 1, RecommendationRequest.MaxCount, 10);
    private static readonly FlagParameter Explain = new("explain", "Say which past products led to each.", false);
    private static readonly PriceParameter MinPrice = new("min_price", "Lowest price, inclusive.", MaxPriceBound);
    private static readonly PriceParameter MaxPrice = new("max_price", "Highest price, inclusive.", MaxPriceBound);

    private static readonly TextParameter Category = new(
        "category", "Only this category, or a path below it.", MaxCategoryLength);

    private static readonly FlagParameter ExcludeSeen = new(
        "exclude_seen", "Leave out what the shopper bought or rated.", true);

    /// <summary>What is read.</summary>
    public static QueryParameter[] Parameters => [N, Category, ExcludeSeen, MinPrice, MaxPrice, Explain];

    /// <summary>The request to the shopper's grain.</summary>
    /// <exception cref="RefusalException">A value is outside its range.</exception>
    public static RecommendationRequest Read(HttpRequest request)
    {
        var (min, max) = (MinPrice.Read(request), MaxPrice.Read(request));
        if (min > max)
        {
            throw RefusalException.OfField(
                MinPrice.Name, request.Query[MinPrice.Name], $"Above max_price, {request.Query[MaxPrice.Name]}.",
                "Send a lower min_price or a higher max_price.");
        }

        return new RecommendationRequest
        {
            Count = N.Read(request),
            Category = Category.Read(request),
            ExcludeSeen = ExcludeSeen.Read(request),
            MinPrice = min,
            MaxPrice = max,
            Explain = Explain.Read(request),
        };
    }
}
