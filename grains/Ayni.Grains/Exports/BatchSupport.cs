using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Ayni.Grains.Answering;

namespace Ayni.Grains.Exports;

/// <summary>Which scenarios can be made for everybody at once, and which by blocks of shoppers. Pure.</summary>
internal static class BatchSupport
{
    /// <summary>Refuses what only grains remember: what a shopper was shown, what is bought at this moment.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: the scenario asks for it.</exception>
    public static void Require(Scenario scenario)
    {
        if (scenario.Rotation > 0)
            throw Refuse(scenario, "rotation", "it hangs on what each shopper was shown lately");
        if (scenario.Momentum > 0)
            throw Refuse(scenario, "momentum", "it hangs on the demand of the moment each list is made");
    }

    /// <summary>
    /// Whether blocks of shoppers can be scored together: sources are the model and popularity, no rule asks who the
    /// shopper is, and the list is the order of the scores under rules that count. Not where a product stands in for a
    /// sold-out variant: its score is then another one's.
    /// </summary>
    public static bool IsBlockwise(Scenario scenario, ProductRuleSet rules) =>
        scenario.Sources.All(source => source.Name is SourceNames.Model or SourceNames.Popular)
        && scenario is { Boosters.IsEmpty: true, Pinned.IsEmpty: true, Diversity: 0, NewShare: 0, WindowDays: null }
        && scenario.Objective != Objective.Revenue
        && !rules.Filters.Any(rule => rule.Filter.NeedsUser);

    private static AyniException Refuse(Scenario scenario, string field, string why) => new(
        ErrorCodes.Invalid,
        $"Scenario {scenario.Name} has {field}, which lists for everybody at once cannot have: {why}. "
        + $"Write a scenario without {field} by PUT /v1/scenarios/{{name}} and ask for that one.");
}
