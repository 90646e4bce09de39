namespace Ayni.Domain.Interactions;

/// <summary>
/// What counts as a right answer when a model is judged. The numbers are stored in options of runs and never change
/// meaning.
/// </summary>
public enum PositiveKind
{
    /// <summary>Whatever says something about preference.</summary>
    Any = 0,

    /// <summary>The strongest kind that the shop has enough of: see <see cref="PositiveTally"/>.</summary>
    Auto = 1,

    /// <summary>What was bought.</summary>
    Purchases = 2,

    /// <summary>What was put into a cart.</summary>
    Carts = 3,

    /// <summary>What was rated <see cref="Positives.GoodRating"/> or more.</summary>
    Ratings = 4,

    /// <summary>What was looked at.</summary>
    Views = 5,
}
