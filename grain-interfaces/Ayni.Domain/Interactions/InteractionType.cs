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
}
