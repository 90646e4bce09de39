using System.Collections.Immutable;

namespace Ayni.Domain.Scenarios;

/// <summary>
/// A named recipe of answers: where candidates come from, what may be among them, and how the list is made. A request
/// names one and may override it. Every write makes a new version; those before it are kept.
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.scenario")]
public sealed record Scenario
{
    /// <summary>Name: lower-case letters, digits and _, at most 64 characters, a letter first.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Number of the write that made it; 0: it ships with the program.</summary>
    [Id(1)] public int Version { get; init; }

    /// <summary>What it is for, in the shop's words.</summary>
    [Id(2)] public string? Description { get; init; }

    /// <summary>Where candidates come from; one or more, each once.</summary>
    [Id(3)] public required ImmutableArray<ScenarioSource> Sources { get; init; }

    /// <summary>
    /// Where the rest comes from, in this order, when the sources do not give enough; each once.
    /// </summary>
    [Id(4)] public ImmutableArray<string> Fallbacks { get; init; } = [];

    /// <summary>Products given where the request does not say. <value>Default 10; range 1 to 500.</value></summary>
    [Id(5)] public int Count { get; init; } = 10;

    /// <summary>
    /// Candidates that score themselves live; null: the larger of 50 and twice the products wanted.
    /// <value>Range 1 to 2,000.</value>
    /// </summary>
    [Id(6)] public int? Candidates { get; init; }

    /// <summary>What a product must be, in the filter language; null: anything.</summary>
    [Id(7)] public string? Filter { get; init; }

    /// <summary>What lifts or sinks products; at most 16.</summary>
    [Id(8)] public ImmutableArray<BoosterRule> Boosters { get; init; } = [];

    /// <summary>What the shopper met is left out.</summary>
    [Id(9)] public ImmutableArray<SeenRule> ExcludeSeen { get; init; } = [];

    /// <summary>Products never given; at most 1,000.</summary>
    [Id(10)] public ImmutableArray<string> ExcludedProducts { get; init; } = [];

    /// <summary>Categories never given, with all below them; at most 1,000.</summary>
    [Id(11)] public ImmutableArray<string> ExcludedCategories { get; init; } = [];

    /// <summary>Products with a fixed place; at most 32.</summary>
    [Id(12)] public ImmutableArray<PinnedProduct> Pinned { get; init; } = [];

    /// <summary>Least score; null: any.</summary>
    [Id(13)] public double? MinScore { get; init; }

    /// <summary>Most products of one brand; null: any number.</summary>
    [Id(14)] public int? MaxPerBrand { get; init; }

    /// <summary>Most products of one category; null: any number.</summary>
    [Id(15)] public int? MaxPerCategory { get; init; }

    /// <summary>Whether variants of one article may stand in one list.</summary>
    [Id(16)] public bool AllowsVariants { get; init; }

    /// <summary>
    /// How far unlike products are preferred to good ones (maximal marginal relevance). <value>Default 0: not at all;
    /// range 0 to 1.</value>
    /// </summary>
    [Id(17)] public double Diversity { get; init; }

    /// <summary>
    /// How much of its score a product loses that was shown to this shopper a moment ago; the loss halves in an hour.
    /// <value>Default 0; range 0 to 1.</value>
    /// </summary>
    [Id(18)] public double Rotation { get; init; }

    /// <summary>
    /// Share of the places for products nobody bought yet. <value>Default 0; range 0 to 1.</value>
    /// </summary>
    [Id(19)] public double NewShare { get; init; }

    /// <summary>What the list is to bring.</summary>
    [Id(20)] public Objective Objective { get; init; }

    /// <summary>
    /// Sentences for reasons, by language and name, such as <c>es.because</c>; those left out ship with the program.
    /// </summary>
    [Id(21)]
    public ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// How far a product's demand of this moment lifts it: the score is multiplied by 1 + this × d / (1 + d), with d
    /// its decayed carts and purchases. <value>Default 0; range 0 to 10.</value>
    /// </summary>
    [Id(22)] public double Momentum { get; init; }

    /// <summary>
    /// Days that the sources <c>trending</c>, <c>popular</c> and <c>newest</c> look back over (fallbacks do not); null:
    /// 14 for <c>trending</c>, any number for the others. <value>Range 1 to 90.</value>
    /// </summary>
    [Id(23)] public int? WindowDays { get; init; }

    /// <summary>What the shop gives to nobody: set as the scenario answers, not as it is written.</summary>
    [Id(24)] public BlockedProducts? Blocked { get; init; }

    /// <summary>
    /// Whether the version's learned re-ranker orders the list, if it has one; it does only where <c>model</c> is the
    /// only source, and not for an objective that weighs the history anew. Null: yes.
    /// </summary>
    [Id(25)] public bool? Reranks { get; init; }
}
