using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Training;

/// <summary>How much each type of interaction says about preference.</summary>
/// <remarks>Texts and ranges are those of the table of training options, in the document too.</remarks>
public sealed record WeightsBody
{
    public required double View { get; init; }

    public required double Cart { get; init; }

    public required double Purchase { get; init; }

    public required double Rating { get; init; }

    public required double Search { get; init; }

    public required double Like { get; init; }

    public required double Wishlist { get; init; }

    public required double Share { get; init; }

    public required double Dislike { get; init; }

    public required double Hide { get; init; }

    public required double? HalfLifeDays { get; init; }

    public required int NewestPerUser { get; init; }

    /// <summary>Weights of the shop's own types, by name, from -100 to 100.</summary>
    public required IReadOnlyDictionary<string, double> Custom { get; init; }

    /// <summary>The wire form of weights.</summary>
    public static WeightsBody From(InteractionWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new WeightsBody
        {
            View = weights.View,
            Cart = weights.Cart,
            Purchase = weights.Purchase,
            Rating = weights.Rating,
            Search = weights.Search,
            Like = weights.Like,
            Wishlist = weights.Wishlist,
            Share = weights.Share,
            Dislike = weights.Dislike,
            Hide = weights.Hide,
            HalfLifeDays = weights.HalfLife?.TotalDays,
            NewestPerUser = weights.NewestPerUser,
            Custom = weights.Custom.ToDictionary(type => type.Name, type => type.Weight),
        };
    }
}
