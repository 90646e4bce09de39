using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Domain.Scenarios;
using Ayni.Filters;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// What a product says of itself for a request: the narrow, live part of an answer, the same in a product's grain and
/// where the catalogue stands in for one. Pure.
/// </summary>
internal static class ProductJudge
{
    /// <summary>Exponent of the price that a list for revenue multiplies scores by.</summary>
    public const double PriceExponent = 0.25;

    private static readonly ProductVerdict Unknown = new();

    /// <summary>The verdict.</summary>
    /// <param name="question">The request.</param>
    /// <param name="held">The product's entry, if the catalogue has one.</param>
    /// <param name="demand">Its decayed carts and purchases; null: not known yet.</param>
    /// <param name="schema">What products have, as this silo knows it.</param>
    public static ProductVerdict Judge(
        ProductQuestion question, HeldEntry held, double? demand, FilterSchema schema)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(held);
        if (held.Entry?.For(question.View) is not { } entry)
            return Unknown;
        if (!entry.IsAvailable)
            return new ProductVerdict { Entry = entry, DroppedBy = RuleNames.Unavailable };
        var isHeld = held.Position <= question.HeldAsOf;
        var rules = isHeld && question.Boosters.IsEmpty ? null : ProductRuleSet.Of(question, schema);
        if (!isHeld && rules?.RuleAgainst(entry) is { } rule)
            return new ProductVerdict { Entry = entry, DroppedBy = rule };
        return new ProductVerdict { Entry = entry, Factors = FactorsOf(question, entry, demand, rules) };
    }

    private static ImmutableArray<ScoreFactor> FactorsOf(
        ProductQuestion question, Product entry, double? demand, ProductRuleSet? rules)
    {
        if (question.Boosters.IsEmpty && question.Momentum == 0 && question.Objective != Objective.Revenue)
            return [];
        List<ScoreFactor> factors = rules is null || question.Boosters.IsEmpty ? [] : [.. rules.FactorsOf(entry)];
        if (question.Momentum > 0 && demand is > 0 and { } lately)
            factors.Add(new ScoreFactor(RuleNames.Momentum, 1 + (question.Momentum * lately / (1 + lately))));
        if (question.Objective == Objective.Revenue && entry.Price is > 0 and { } price)
            factors.Add(new ScoreFactor(RuleNames.Price, Math.Pow((double)price, PriceExponent)));
        return [.. factors];
    }
}
