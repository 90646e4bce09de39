using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Training;

/// <summary>How much each type of interaction says about preference.</summary>
/// <param name="View">Weight of a view, 0 to 100.</param>
/// <param name="Cart">Weight of a cart, 0 to 100.</param>
/// <param name="Purchase">Weight of a purchase, 0 to 100.</param>
/// <param name="Rating">Weight of a rating of 5, 0 to 100.</param>
/// <param name="Search">Weight of a search that led to a product, 0 to 100.</param>
/// <param name="HalfLifeDays">Days after which an interaction counts half; null for no decay.</param>
/// <param name="NewestPerUser">Newest interactions of a shopper that count, 1 to 65,536.</param>
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
