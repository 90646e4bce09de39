using Ayni.Domain.Scenarios;

namespace Ayni.Grains.Answering;

/// <summary>How a list is made of candidates.</summary>
internal sealed record ListRules
{
    /// <summary>Products wanted, 1 or more.</summary>
    public required int Count { get; init; }

    /// <summary>Most of one brand; null: any number.</summary>
    public int? MaxPerBrand { get; init; }

    /// <summary>Most of one category; null: any number.</summary>
    public int? MaxPerCategory { get; init; }

    /// <summary>Whether variants of one article may stand in one list.</summary>
    public bool AllowsVariants { get; init; }

    /// <summary>Least score; null: any.</summary>
    public double? MinScore { get; init; }

    /// <summary>0 to 1: how far unlike products are preferred to good ones.</summary>
    public double Diversity { get; init; }

    /// <summary>0 to 1: share of the places for new products.</summary>
    public double NewShare { get; init; }

    /// <summary>The list's rules of a scenario.</summary>
    public static ListRules Of(Scenario scenario, int count) => new()
    {
        Count = count,
        MaxPerBrand = scenario.MaxPerBrand,
        MaxPerCategory = scenario.MaxPerCategory,
        AllowsVariants = scenario.AllowsVariants,
        MinScore = scenario.MinScore,
        Diversity = scenario.Diversity,
        NewShare = scenario.NewShare,
    };
}
