namespace Ayni.GrainInterfaces.Users;

/// <summary>What one rule took.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Products">Products it took.</param>
[GenerateSerializer, Immutable, Alias("ayni.rule-loss")]
public sealed record RuleLoss([property: Id(0)] string Rule, [property: Id(1)] int Products);
