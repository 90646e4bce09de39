using Ayni.Domain;
using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Ayni.Filters;

namespace Ayni.Grains.Scenarios;

/// <summary>Whether a scenario's expressions can be read. What they name may come into the catalogue later.</summary>
internal static class ScenarioExpressions
{
    /// <summary>The first that cannot; null: all can.</summary>
    public static InvalidField? ProblemOf(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return ProblemOf(nameof(Scenario.Filter), scenario.Filter, text => Filter.Parse(text))
            ?? scenario.Boosters
                .Select(booster => ProblemOf(
                    $"{nameof(Scenario.Boosters)}.{booster.Name}", booster.Expression, text => Booster.Parse(text)))
                .FirstOrDefault(problem => problem is not null);
    }

    private static InvalidField? ProblemOf(string field, string? text, Action<string> parse)
    {
        try
        {
            if (text is not null)
                parse(text);
            return null;
        }
        catch (AyniException problem)
        {
            return new InvalidField(field, FieldFault.BadText, problem.Message);
        }
    }
}
