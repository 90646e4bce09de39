using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;

namespace Ayni.Grains.Answering;

/// <summary>What each kind of interaction counts in a shopper's history, for an objective.</summary>
internal static class ObjectiveWeights
{
    /// <summary>What a view counts of what it usually does, in a list for purchases.</summary>
    public const double ViewForPurchases = 0.1;

    /// <summary>The weights; null: as in training.</summary>
    public static InteractionWeights? Of(InteractionWeights weights, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return objective switch
        {
            Objective.Clicks => weights with { View = weights.Purchase, Cart = weights.Purchase },
            Objective.Purchases or Objective.Revenue => weights with { View = weights.View * ViewForPurchases },
            _ => null,
        };
    }
}
