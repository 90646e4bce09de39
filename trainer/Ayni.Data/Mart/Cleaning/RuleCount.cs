namespace Ayni.Data.Mart.Cleaning;

/// <summary>What one rule found.</summary>
/// <param name="Step">Step of the rule: a member of <see cref="CleaningSteps"/>.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Action">What became of the rows.</param>
/// <param name="Rows">Rows found; of a row that two rules find and keep, both count it.</param>
/// <param name="Users">Shoppers they are of.</param>
/// <param name="Examples">Positions in the log of the first few, where they can be looked up.</param>
public sealed record RuleCount(
    string Step, string Rule, RuleAction Action, long Rows, long Users, IReadOnlyList<long> Examples);
