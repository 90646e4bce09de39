using System.Collections.Immutable;

namespace Ayni.Domain.Scenarios;

/// <summary>
/// What a request changes of its scenario. A member that is null or empty changes nothing; filter, boosters and
/// exclusions come on top of the scenario's, the rest replaces it.
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.scenario-patch")]
public sealed record ScenarioPatch
{
    /// <summary>Replaces <see cref="Scenario.Sources"/>.</summary>
    [Id(0)] public ImmutableArray<ScenarioSource> Sources { get; init; } = [];

    /// <summary>Replaces <see cref="Scenario.Candidates"/>.</summary>
    [Id(1)] public int? Candidates { get; init; }

    /// <summary>Holds beside <see cref="Scenario.Filter"/>.</summary>
    [Id(2)] public string? Filter { get; init; }

    /// <summary>Come on top of <see cref="Scenario.Boosters"/>.</summary>
    [Id(3)] public ImmutableArray<BoosterRule> Boosters { get; init; } = [];

    /// <summary>Replaces <see cref="Scenario.ExcludeSeen"/>: true keeps it, false empties it.</summary>
    [Id(4)] public bool? ExcludesSeen { get; init; }

    /// <summary>Come on top of <see cref="Scenario.ExcludedProducts"/>.</summary>
    [Id(5)] public ImmutableArray<string> ExcludedProducts { get; init; } = [];

    /// <summary>Come on top of <see cref="Scenario.ExcludedCategories"/>.</summary>
    [Id(6)] public ImmutableArray<string> ExcludedCategories { get; init; } = [];

    /// <summary>
    /// Come on top of <see cref="Scenario.Pinned"/>; one at the same place or of the same product wins.
    /// </summary>
    [Id(7)] public ImmutableArray<PinnedProduct> Pinned { get; init; } = [];

    /// <summary>Replaces <see cref="Scenario.MinScore"/>.</summary>
    [Id(8)] public double? MinScore { get; init; }

    /// <summary>Replaces <see cref="Scenario.MaxPerBrand"/>.</summary>
    [Id(9)] public int? MaxPerBrand { get; init; }

    /// <summary>Replaces <see cref="Scenario.MaxPerCategory"/>.</summary>
    [Id(10)] public int? MaxPerCategory { get; init; }

    /// <summary>Replaces <see cref="Scenario.AllowsVariants"/>.</summary>
    [Id(11)] public bool? AllowsVariants { get; init; }

    /// <summary>Replaces <see cref="Scenario.Diversity"/>.</summary>
    [Id(12)] public double? Diversity { get; init; }

    /// <summary>Replaces <see cref="Scenario.Rotation"/>.</summary>
    [Id(13)] public double? Rotation { get; init; }

    /// <summary>Replaces <see cref="Scenario.NewShare"/>.</summary>
    [Id(14)] public double? NewShare { get; init; }

    /// <summary>Replaces <see cref="Scenario.Objective"/>.</summary>
    [Id(15)] public Objective? Objective { get; init; }

    /// <summary>Replaces <see cref="Scenario.Momentum"/>.</summary>
    [Id(16)] public double? Momentum { get; init; }

    /// <summary>Replaces <see cref="Scenario.WindowDays"/>.</summary>
    [Id(17)] public int? WindowDays { get; init; }

    /// <summary>Replaces <see cref="Scenario.Reranks"/>.</summary>
    [Id(18)] public bool? Reranks { get; init; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsEmpty => this is
    {
        Sources.IsEmpty: true,
        Candidates: null,
        Filter: null,
        Boosters.IsEmpty: true,
        ExcludesSeen: null,
        ExcludedProducts.IsEmpty: true,
        ExcludedCategories.IsEmpty: true,
        Pinned.IsEmpty: true,
        MinScore: null,
        MaxPerBrand: null,
        MaxPerCategory: null,
        AllowsVariants: null,
        Diversity: null,
        Rotation: null,
        NewShare: null,
        Objective: null,
        Momentum: null,
        WindowDays: null,
        Reranks: null,
    };

    /// <summary>The scenario as this request has it.</summary>
    public Scenario ApplyTo(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return scenario with
        {
            Sources = Sources.IsDefaultOrEmpty ? scenario.Sources : Sources,
            Candidates = Candidates ?? scenario.Candidates,
            Filter = And(scenario.Filter, Filter),
            Boosters = scenario.Boosters.AddRange(Boosters),
            ExcludeSeen = ExcludesSeen == false ? [] : scenario.ExcludeSeen,
            ExcludedProducts = Union(scenario.ExcludedProducts, ExcludedProducts),
            ExcludedCategories = Union(scenario.ExcludedCategories, ExcludedCategories),
            Pinned =
            [
                .. scenario.Pinned.Where(pinned => !Pinned.Any(
                    own => own.Position == pinned.Position || own.ProductId == pinned.ProductId)),
                .. Pinned,
            ],
            MinScore = MinScore ?? scenario.MinScore,
            MaxPerBrand = MaxPerBrand ?? scenario.MaxPerBrand,
            MaxPerCategory = MaxPerCategory ?? scenario.MaxPerCategory,
            AllowsVariants = AllowsVariants ?? scenario.AllowsVariants,
            Diversity = Diversity ?? scenario.Diversity,
            Rotation = Rotation ?? scenario.Rotation,
            NewShare = NewShare ?? scenario.NewShare,
            Objective = Objective ?? scenario.Objective,
            Momentum = Momentum ?? scenario.Momentum,
            WindowDays = WindowDays ?? scenario.WindowDays,
            Reranks = Reranks ?? scenario.Reranks,
        };
    }

    private static string? And(string? one, string? other) =>
        one is null || other is null ? one ?? other : $"({one}) && ({other})";

    private static ImmutableArray<string> Union(ImmutableArray<string> one, ImmutableArray<string> other) =>
        other.IsEmpty ? one : [.. one.Union(other, StringComparer.Ordinal)];
}
