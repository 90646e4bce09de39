using System.Collections.Frozen;

namespace Ayni.Domain.Interactions;

/// <summary>
/// What a shopper does not want to be shown: products they hid or disliked, until they do something to a product that
/// says they want it after all: a like, a wish, sharing it, a cart, a purchase, a rating of 4 or 5. To look at it again
/// says nothing: they may want to make sure that it is what they thought. Pure.
/// </summary>
public static class HiddenProducts
{
    /// <summary>The products.</summary>
    /// <param name="interactions">One shopper's, in position order.</param>
    public static IReadOnlySet<string> Of(IReadOnlyList<LoggedInteraction> interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        HashSet<string>? hidden = null;
        for (var index = 0; index < interactions.Count; index++)
        {
            var interaction = interactions[index].Interaction;
            if (interaction.ProductId is not { } product)
                continue;
            if (interaction.Type is InteractionType.Hide or InteractionType.Dislike)
                (hidden ??= new HashSet<string>(StringComparer.Ordinal)).Add(product);
            else if (hidden is not null && Shows(interaction))
                hidden.Remove(product);
        }

        return hidden ?? (IReadOnlySet<string>)FrozenSet<string>.Empty;
    }

    private static bool Shows(Interaction interaction) => interaction.Type switch
    {
        InteractionType.Like or InteractionType.Wishlist or InteractionType.Share or InteractionType.Cart
            or InteractionType.Purchase => true,
        InteractionType.Rating => interaction.Score >= Positives.GoodRating,
        _ => false,
    };
}
