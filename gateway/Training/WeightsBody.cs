using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Training;

/// <summary>How much each type of interaction says about preference.</summary>
public sealed record WeightsBody(
    double View, double Cart, double Purchase, double Rating, double Search, double? HalfLifeDays, int NewestPerUser)
{
    /// <summary>The wire form of weights.</summary>
    public static WeightsBody From(InteractionWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new WeightsBody(
            weights.View, weights.Cart, weights.Purchase, weights.Rating, weights.Search,
            weights.HalfLife?.TotalDays, weights.NewestPerUser);
    }
}
