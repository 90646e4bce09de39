using Ayni.Domain.Scenarios;

namespace Ayni.Gateway.Recommendations;

/// <summary>One list.</summary>
public record RailBody
{
    /// <summary>Products wanted, 1 to 500; left out: as many as the scenario says.</summary>
    public int? N { get; init; }

    /// <summary>Which recipe; home if left out.</summary>
    public string? Scenario { get; init; }

    /// <summary>Only this category or below it.</summary>
    public string? Category { get; init; }

    /// <summary>Only this brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Lowest price.</summary>
    public decimal? MinPrice { get; init; }

    /// <summary>Highest price.</summary>
    public decimal? MaxPrice { get; init; }

    /// <summary>Whether what the shopper met is left out.</summary>
    public bool? ExcludeSeen { get; init; }

    /// <summary>Product whose page the list is for.</summary>
    public string? ProductId { get; init; }

    /// <summary>Products in the cart, at most 1,000.</summary>
    public IReadOnlyList<string>? Cart { get; init; }

    /// <summary>What else the page shows, at most 1,000.</summary>
    public IReadOnlyList<string>? OnPage { get; init; }

    /// <summary>Only these products, ranked: at most 1,000.</summary>
    public IReadOnlyList<string>? Among { get; init; }

    /// <summary>Whether what lies in the cart or on the page may be given too.</summary>
    public bool? AllowOnPage { get; init; }

    /// <summary>Store view asked from: what is shown there, at its prices.</summary>
    public string? Store { get; init; }

    /// <summary>Customer group asked from: what is shown to it, at its prices.</summary>
    public string? Group { get; init; }

    /// <summary>Segment of shoppers whose popular products are given.</summary>
    public string? Segment { get; init; }

    /// <summary>Language of the reasons.</summary>
    public string? Language { get; init; }

    /// <summary>next_cursor of the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>Say why each product is there.</summary>
    public bool? Explain { get; init; }

    /// <summary>Replaces the scenario's sources.</summary>
    public IReadOnlyList<ScenarioSource>? Sources { get; init; }

    /// <summary>Candidates that score themselves live, 1 to 2,000.</summary>
    public int? Candidates { get; init; }

    /// <summary>What a product must be, beside what the scenario says.</summary>
    public string? Filter { get; init; }

    /// <summary>What lifts or sinks products, beside what the scenario says.</summary>
    public IReadOnlyList<BoosterRule>? Boosters { get; init; }

    /// <summary>Products not to give.</summary>
    public IReadOnlyList<string>? ExcludedProducts { get; init; }

    /// <summary>Categories not to give.</summary>
    public IReadOnlyList<string>? ExcludedCategories { get; init; }

    /// <summary>Products with a fixed place.</summary>
    public IReadOnlyList<PinnedProduct>? Pinned { get; init; }

    /// <summary>Least score.</summary>
    public double? MinScore { get; init; }

    /// <summary>Most products of one brand.</summary>
    public int? MaxPerBrand { get; init; }

    /// <summary>Most products of one category.</summary>
    public int? MaxPerCategory { get; init; }

    /// <summary>Whether variants of one article may stand in one list.</summary>
    public bool? AllowVariants { get; init; }

    /// <summary>How far unlike products are preferred to good ones, 0 to 1.</summary>
    public double? Diversity { get; init; }

    /// <summary>How much a product loses that was shown a moment ago, 0 to 1.</summary>
    public double? Rotation { get; init; }

    /// <summary>Share of the places for products nobody bought yet, 0 to 1.</summary>
    public double? NewShare { get; init; }

    /// <summary>How far demand of this moment lifts a product, 0 to 10.</summary>
    public double? Momentum { get; init; }

    /// <summary>Days that trending, popular and newest look back over, 1 to 90.</summary>
    public int? WindowDays { get; init; }

    /// <summary>What the list is to bring.</summary>
    public Objective? Objective { get; init; }

    /// <summary>Whether the model's learned re-ranker orders the list, if it has one; true if left out.</summary>
    public bool? Rerank { get; init; }
}
