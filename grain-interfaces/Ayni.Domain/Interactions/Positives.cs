using System.Collections.Immutable;

namespace Ayni.Domain.Interactions;

/// <summary>
/// What counts as a right answer, for every judge alike: <c>evaluate</c>, <c>tune</c> and a run of training.
/// </summary>
public static class Positives
{
    /// <summary>Least rating, of 1 to 5, that counts as liked.</summary>
    public const double GoodRating = 4;

    /// <summary>The kinds from the strongest to the weakest.</summary>
    public static ImmutableArray<PositiveKind> Strongest { get; } =
        [PositiveKind.Purchases, PositiveKind.Carts, PositiveKind.Ratings, PositiveKind.Views];

    /// <summary>Names of all kinds in JSON and on the command line, the automatic one first.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. new[] { PositiveKind.Auto }.Concat(Strongest).Append(PositiveKind.Any).Select(NameOf)];

    /// <summary>Whether an interaction is a right answer, its weight aside.</summary>
    /// <param name="kind">Any but <see cref="PositiveKind.Auto"/>.</param>
    /// <param name="interaction">Without a product it is none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not settled, or none.</exception>
    public static bool Holds(PositiveKind kind, Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        return interaction.ProductId is not null && kind switch
        {
            PositiveKind.Any => interaction.Type is not (InteractionType.Return or InteractionType.RemoveFromCart
                or InteractionType.Dislike or InteractionType.Hide),
            PositiveKind.Purchases => interaction.Type == InteractionType.Purchase,
            PositiveKind.Carts => interaction.Type == InteractionType.Cart,
            PositiveKind.Ratings =>
                interaction.Type == InteractionType.Rating && (interaction.Score ?? GoodRating) >= GoodRating,
            PositiveKind.Views => interaction.Type == InteractionType.View,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Settle the kind first."),
        };
    }

    /// <summary>Its name in JSON and on the command line.</summary>
    public static string NameOf(PositiveKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of a name; null where there is none.</summary>
    public static PositiveKind? Find(string name) => Names.Contains(name, StringComparer.Ordinal)
        ? Enum.Parse<PositiveKind>(name, ignoreCase: true)
        : null;

    /// <summary>What a shopper did with a product, such as "bought".</summary>
    public static string VerbOf(PositiveKind kind) => kind switch
    {
        PositiveKind.Purchases => "bought",
        PositiveKind.Carts => "put into a cart",
        PositiveKind.Ratings => "rated 4 or more",
        PositiveKind.Views => "viewed",
        _ => "met",
    };
}
