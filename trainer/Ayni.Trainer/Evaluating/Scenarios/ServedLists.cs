using Ayni.Domain.Scenarios;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>The lists that users were given.</summary>
/// <param name="Scenario">Recipe.</param>
/// <param name="Objective">What they are to bring.</param>
/// <param name="Lists">Of each user asked, in their order: items, the best first.</param>
/// <param name="Degraded">How many were made of less than they should be.</param>
internal sealed record ServedLists(string Scenario, Objective Objective, int[][] Lists, int Degraded)
{
    /// <summary>Name in tables.</summary>
    public string Name => NameOf(Scenario, Objective);

    public static string NameOf(string scenario, Objective objective) =>
        $"{scenario}/{ScenarioArguments.NameOf(objective)}";
}
