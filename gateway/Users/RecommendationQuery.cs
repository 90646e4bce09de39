using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.GrainInterfaces.Users;
using Microsoft.AspNetCore.Mvc;

namespace Ayni.Gateway.Users;

/// <summary>Query parameters of a request for recommendations.</summary>
public sealed record RecommendationQuery
{
    private const decimal MaxPriceBound = 1_000_000_000_000m;
    private const int MaxCategoryLength = 512;

    /// <summary>Products wanted.</summary>
    [FromQuery(Name = "n"), Range(1, RecommendationRequest.MaxCount), DefaultValue(10)]
    [Description("Products wanted, 1 to 500.")]
    public int? N { get; init; }

    /// <summary>Only this category, or a path below it.</summary>
    [FromQuery(Name = "category"), Description("Only this category, or a path below it.")]
    public string? Category { get; init; }

    /// <summary>Leave out what the shopper bought or rated.</summary>
    [FromQuery(Name = "exclude_seen"), DefaultValue(true)]
    [Description("Leave out what the shopper bought or rated.")]
    public bool? ExcludeSeen { get; init; }

    /// <summary>Lowest price, inclusive.</summary>
    [FromQuery(Name = "min_price"), Description("Lowest price, inclusive.")]
    public decimal? MinPrice { get; init; }

    /// <summary>Highest price, inclusive.</summary>
    [FromQuery(Name = "max_price"), Description("Highest price, inclusive.")]
    public decimal? MaxPrice { get; init; }

    /// <summary>Say which past products led to each.</summary>
    [FromQuery(Name = "explain"), DefaultValue(false), Description("Say which past products led to each.")]
    public bool? Explain { get; init; }

    /// <summary>The request to the shopper's grain.</summary>
    /// <exception cref="RefusalException">A value is outside its range.</exception>
    public RecommendationRequest ToRequest()
    {
        CheckPrice("min_price", MinPrice);
        CheckPrice("max_price", MaxPrice);
        if (MinPrice > MaxPrice)
        {
            throw RefusalException.OfField(
                "min_price", $"{MinPrice}", $"Above max_price, {MaxPrice}.",
                "Send a lower min_price or a higher max_price.");
        }

        if (Category is { Length: 0 or > MaxCategoryLength })
        {
            throw RefusalException.OfField(
                "category", Category, $"Has {Category.Length} characters.",
                $"Send 1 to {MaxCategoryLength}, or leave it out.");
        }

        return new RecommendationRequest
        {
            Count = Ranges.Check("n", N, 10, 1, RecommendationRequest.MaxCount),
            Category = Category,
            ExcludeSeen = ExcludeSeen ?? true,
            MinPrice = MinPrice,
            MaxPrice = MaxPrice,
            Explain = Explain ?? false,
        };
    }

    private static void CheckPrice(string field, decimal? price)
    {
        if (price is < 0 or > MaxPriceBound)
        {
            throw RefusalException.OfField(
                field, $"{price}", $"Not from 0 to {MaxPriceBound}.", "Send a price in that range, or leave it out.");
        }
    }
}
