using Ayni.Domain.Scenarios;

namespace Ayni.Gateway.Scenarios;

/// <summary>A scenario on the wire.</summary>
public sealed record ScenarioBody
{
    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Number of the write that made it; 0: it ships. Given by the server.</summary>
    public int Version { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Where candidates come from.</summary>
    public IReadOnlyList<ScenarioSource> Sources { get; init; } = [];

    /// <summary>Where the rest comes from, in this order.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>Products given where a request does not say.</summary>
    public int N { get; init; } = 10;

    /// <summary>Candidates that score themselves live.</summary>
    public int? Candidates { get; init; }

    /// <summary>What a product must be, in the filter language.</summary>
    public string? Filter { get; init; }

    /// <summary>What lifts or sinks products.</summary>
    public IReadOnlyList<BoosterRule> Boosters { get; init; } = [];

    /// <summary>What the shopper met is left out.</summary>
    public IReadOnlyList<SeenRule> ExcludeSeen { get; init; } = [];

    /// <summary>Products never given.</summary>
    public IReadOnlyList<string> ExcludedProducts { get; init; } = [];

    /// <summary>Categories never given.</summary>
    public IReadOnlyList<string> ExcludedCategories { get; init; } = [];

    /// <summary>Products with a fixed place.</summary>
    public IReadOnlyList<PinnedProduct> Pinned { get; init; } = [];

    /// <summary>Least score.</summary>
    public double? MinScore { get; init; }

    /// <summary>Most products of one brand.</summary>
    public int? MaxPerBrand { get; init; }

    /// <summary>Most products of one category.</summary>
    public int? MaxPerCategory { get; init; }

    /// <summary>Whether variants of one article may stand in one list.</summary>
    public bool AllowVariants { get; init; }

    /// <summary>How far unlike products are preferred to good ones, 0 to 1.</summary>
    public double Diversity { get; init; }

    /// <summary>How much a product loses that was shown a moment ago, 0 to 1.</summary>
    public double Rotation { get; init; }

    /// <summary>Share of the places for products nobody bought yet, 0 to 1.</summary>
    public double NewShare { get; init; }

    /// <summary>How far demand of this moment lifts a product, 0 to 10.</summary>
    public double Momentum { get; init; }

    /// <summary>Days that trending, popular and newest look back over, 1 to 90.</summary>
    public int? WindowDays { get; init; }

    /// <summary>What the list is to bring.</summary>
    public Objective Objective { get; init; }

    /// <summary>
    /// Whether the model's learned re-ranker orders the list, if it has one: where model is the only source.
    /// </summary>
    public bool Rerank { get; init; } = true;

    /// <summary>Sentences for reasons, such as es.bought.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>The wire form of a scenario.</summary>
    public static ScenarioBody From(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new ScenarioBody
        {
            Name = scenario.Name,
            Version = scenario.Version,
            Description = scenario.Description,
            Sources = scenario.Sources,
            Fallbacks = scenario.Fallbacks,
            N = scenario.Count,
            Candidates = scenario.Candidates,
            Filter = scenario.Filter,
            Boosters = scenario.Boosters,
            ExcludeSeen = scenario.ExcludeSeen,
            ExcludedProducts = scenario.ExcludedProducts,
            ExcludedCategories = scenario.ExcludedCategories,
            Pinned = scenario.Pinned,
            MinScore = scenario.MinScore,
            MaxPerBrand = scenario.MaxPerBrand,
            MaxPerCategory = scenario.MaxPerCategory,
            AllowVariants = scenario.AllowsVariants,
            Diversity = scenario.Diversity,
            Rotation = scenario.Rotation,
            NewShare = scenario.NewShare,
            Momentum = scenario.Momentum,
            WindowDays = scenario.WindowDays,
            Objective = scenario.Objective,
            Rerank = scenario.Reranks ?? true,
            Texts = scenario.Texts,
        };
    }
}
