using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Domain.Scenarios;

namespace Ayni.GrainInterfaces.Users;

/// <summary>What to recommend: a scenario, what it is asked about, and what differs from it.</summary>
[GenerateSerializer, Immutable, Alias("ayni.recommendation-request")]
public sealed record RecommendationRequest
{
    /// <summary>Most products one answer can hold.</summary>
    public const int MaxCount = ScenarioRules.MaxCount;

    /// <summary>Most products of a cart, a page, a list to rank.</summary>
    public const int MaxProducts = 1_000;

    /// <summary>Products wanted; null: as many as the scenario says. <value>Range 1 to 500.</value></summary>
    [Id(0)] public int? Count { get; init; }

    /// <summary>Only this category or below it, however it is written (case, accents); null for all.</summary>
    [Id(1)] public string? Category { get; init; }

    /// <summary>Leave out what the shopper met; null: as the scenario says.</summary>
    [Id(2)] public bool? ExcludeSeen { get; init; }

    /// <summary>Lowest price, inclusive; products without a price are left out where a bound is given.</summary>
    [Id(3)] public decimal? MinPrice { get; init; }

    /// <summary>Highest price, inclusive.</summary>
    [Id(4)] public decimal? MaxPrice { get; init; }

    /// <summary>Also say what led to each product.</summary>
    [Id(5)] public bool Explain { get; init; }

    /// <summary>Name of the scenario.</summary>
    [Id(6)] public string Scenario { get; init; } = ShippedScenarios.Home;

    /// <summary>What this request changes of it; null: nothing.</summary>
    [Id(7)] public ScenarioPatch? Patch { get; init; }

    /// <summary>Only this brand, however it is written; null for all.</summary>
    [Id(8)] public string? Brand { get; init; }

    /// <summary>Product whose page the list is for; null for none.</summary>
    [Id(9)] public string? ContextProduct { get; init; }

    /// <summary>What lies in the cart; never given.</summary>
    [Id(10)] public ImmutableArray<string> Cart { get; init; } = [];

    /// <summary>What else the page shows; never given.</summary>
    [Id(11)] public ImmutableArray<string> OnPage { get; init; } = [];

    /// <summary>Only these, in the order of their scores (a list to rank); empty: all products.</summary>
    [Id(12)] public ImmutableArray<string> Among { get; init; } = [];

    /// <summary>Store view asked from, whose prices count; null: products of one view alone are left out.</summary>
    [Id(13)] public string? Store { get; init; }

    /// <summary>
    /// Customer group asked from, whose prices count; null: products of one group alone are left out.
    /// </summary>
    [Id(14)] public string? Group { get; init; }

    /// <summary>Language of the reasons (BCP 47); null: the shopper's, else Spanish.</summary>
    [Id(15)] public string? Language { get; init; }

    /// <summary>Where the list goes on: <see cref="RecommendationAnswer.NextCursor"/>; null: its start.</summary>
    [Id(16)] public string? Cursor { get; init; }

    /// <summary>Whether what lies in the cart or on the page may be given too.</summary>
    [Id(17)] public bool AllowsOnPage { get; init; }

    /// <summary>Also say what became of every candidate.</summary>
    [Id(18)] public bool Trace { get; init; }

    /// <summary>Whether nobody is shown the answer: then lists that rotate do not remember it.</summary>
    [Id(19)] public bool IsUnseen { get; init; }

    /// <summary>
    /// Segment of shoppers whose popular products <c>popular</c> and <c>popular_in_segment</c> give; null: the latter
    /// takes the shopper's, the former is of everybody.
    /// </summary>
    [Id(20)] public string? Segment { get; init; }

    /// <summary>Where it is asked from.</summary>
    public ShopView View => new(Store, Group);
}
