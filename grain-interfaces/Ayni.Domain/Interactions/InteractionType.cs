namespace Ayni.Domain.Interactions;

/// <summary>What a shopper did. The numbers are stored in the log and never change meaning.</summary>
public enum InteractionType
{
    /// <summary>Looked at a product's page.</summary>
    View = 1,

    /// <summary>Put a product into the cart.</summary>
    Cart = 2,

    /// <summary>Bought a product; <see cref="Interaction.Score"/> is the quantity where it is known.</summary>
    Purchase = 3,

    /// <summary>Rated a product; <see cref="Interaction.Score"/> is the rating, 1 to 5.</summary>
    Rating = 4,

    /// <summary>
    /// Searched; <see cref="Interaction.Query"/> is the text, and the product, if any, is the one chosen.
    /// </summary>
    Search = 5,

    /// <summary>
    /// Sent a product back; <see cref="Interaction.Score"/> is the quantity, null for all of the newest purchase. Takes
    /// that much of what was bought back (<see cref="StandingInteractions"/>).
    /// </summary>
    Return = 6,

    /// <summary>
    /// Took a product out of the cart; <see cref="Interaction.Score"/> is the quantity, null for all of the newest.
    /// </summary>
    RemoveFromCart = 7,

    /// <summary>
    /// Said that the product is not to their liking; it is answered no more (<see cref="HiddenProducts"/>).
    /// </summary>
    Dislike = 8,

    /// <summary>Asked not to be shown the product again (<see cref="HiddenProducts"/>).</summary>
    Hide = 9,

    /// <summary>Said that the product is to their liking.</summary>
    Like = 10,

    /// <summary>Put a product on a list for later.</summary>
    Wishlist = 11,

    /// <summary>Sent the product to somebody else.</summary>
    Share = 12,

    /// <summary>What the shop calls <see cref="Interaction.CustomType"/>, and weighs itself.</summary>
    Custom = 100,

    // 200 is taken in the log by what shoppers say of their consent, which is no interaction.
}
