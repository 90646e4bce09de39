namespace Ayni.Domain.Interactions;

/// <summary>
/// What stands of a shopper's interactions. A return takes back what was bought of its product before it in the log,
/// the newest first: of its order alone where it names one that bought the product. A removal takes back carts the same
/// way. Each takes its quantity, or without one all of the newest; a purchase or cart without a quantity is one piece.
/// What is taken back whole is left out, and of the rest the quantity is what is left. Never below nothing: a return
/// of what nobody saw bought changes nothing, and a cart that a shop empties after an order leaves the order alone.
/// Pure.
/// </summary>
public static class StandingInteractions
{
    // What is left of 0.3 less three times 0.1 is nothing.
    private const double LeastQuantity = 1e-9;

    /// <summary>Whether a type takes another interaction back.</summary>
    public static bool TakesBack(InteractionType type) =>
        type is InteractionType.Return or InteractionType.RemoveFromCart;

    /// <summary>The same interactions without what was taken back; what takes back stays, and weighs nothing.</summary>
    /// <param name="interactions">One shopper's, in position order.</param>
    /// <returns>In the same order; the same list where nothing was taken back.</returns>
    public static IReadOnlyList<LoggedInteraction> Of(IReadOnlyList<LoggedInteraction> interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        for (var index = 0; index < interactions.Count; index++)
        {
            if (TakesBack(interactions[index].Interaction.Type))
                return Settle(interactions);
        }

        return interactions;
    }

    private static LoggedInteraction[] Settle(IReadOnlyList<LoggedInteraction> interactions)
    {
        var rows = new LoggedInteraction?[interactions.Count];
        var places = new Dictionary<(string Product, InteractionType Type), List<int>>();
        for (var index = 0; index < rows.Length; index++)
        {
            rows[index] = interactions[index];
            var interaction = interactions[index].Interaction;
            if (interaction.ProductId is not { } product)
                continue;
            if (interaction.Type is InteractionType.Purchase or InteractionType.Cart)
            {
                if (!places.TryGetValue((product, interaction.Type), out var same))
                    places.Add((product, interaction.Type), same = []);
                same.Add(index);
            }
            else if (TakesBack(interaction.Type)
                && places.TryGetValue((product, TakenBy(interaction.Type)), out var taken))
                Take(interaction, rows, taken);
        }

        return [.. rows.OfType<LoggedInteraction>()];
    }

    private static InteractionType TakenBy(InteractionType type) =>
        type == InteractionType.Return ? InteractionType.Purchase : InteractionType.Cart;

    private static void Take(Interaction taking, LoggedInteraction?[] rows, List<int> places)
    {
        var order = taking.OrderId is { } named && places.Exists(place => rows[place]!.Interaction.OrderId == named)
            ? named
            : null;
        var left = taking.Score;
        for (var index = places.Count - 1; index >= 0 && left is null or > LeastQuantity; index--)
        {
            var row = rows[places[index]]!;
            if (order is not null && row.Interaction.OrderId != order)
                continue;
            var had = row.Interaction.Score ?? 1;
            var taken = Math.Min(left ?? had, had);
            if (had - taken > LeastQuantity)
            {
                rows[places[index]] = row with { Interaction = row.Interaction with { Score = had - taken } };
            }
            else
            {
                rows[places[index]] = null;
                places.RemoveAt(index);
            }

            // Without a quantity the newest alone is taken.
            left = left is null ? 0 : left - taken;
        }
    }
}
