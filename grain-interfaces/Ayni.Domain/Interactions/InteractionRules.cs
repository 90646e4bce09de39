using System.Globalization;

namespace Ayni.Domain.Interactions;

/// <summary>What an interaction must be, whichever way it comes in.</summary>
public static class InteractionRules
{
    /// <summary>Largest quantity of a purchase.</summary>
    public const double MaxQuantity = 1_000_000;

    /// <summary>Lowest rating.</summary>
    public const double MinRating = 1;

    /// <summary>Highest rating.</summary>
    public const double MaxRating = 5;

    /// <summary>Longest duration of an interaction.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromDays(7);

    /// <summary>How far a shop's clock may be ahead of ours.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    /// <param name="interaction">What somebody made; null is refused.</param>
    /// <param name="now">The time, by our clock.</param>
    public static InteractionProblem? ProblemOf(Interaction? interaction, DateTimeOffset now) =>
        interaction is null
            ? new InteractionProblem("$", "Null. Send an interaction.")
            : OfIds(interaction) ?? OfType(interaction) ?? OfScore(interaction) ?? OfTimes(interaction, now)
                ?? OfQuery(interaction);

    private static InteractionProblem? OfIds(Interaction interaction) =>
        OfId(nameof(Interaction.EventId), interaction.EventId)
        ?? OfId(nameof(Interaction.UserId), interaction.UserId)
        ?? (interaction.ProductId is null
            ? interaction.Type == InteractionType.Search
                ? null
                : new InteractionProblem(nameof(Interaction.ProductId), "Missing. Only a search may have none.")
            : OfId(nameof(Interaction.ProductId), interaction.ProductId))
        ?? (interaction.OrderId is null ? null : OfId(nameof(Interaction.OrderId), interaction.OrderId));

    private static InteractionProblem? OfId(string field, string? id) =>
        ExternalIds.ProblemOf(id) is { } problem
            ? new InteractionProblem(field, $"{problem} {ExternalIds.Remedy}")
            : null;

    private static InteractionProblem? OfType(Interaction interaction) =>
        Enum.IsDefined(interaction.Type)
            ? null
            : new InteractionProblem(
                nameof(Interaction.Type), $"{(int)interaction.Type} is none. Send one of {nameof(InteractionType)}.");

    private static InteractionProblem? OfScore(Interaction interaction)
    {
        const string Field = nameof(Interaction.Score);
        return (interaction.Type, interaction.Score) switch
        {
            (InteractionType.Rating, null) => new(Field, "Missing. Send the rating, 1 to 5."),
            (InteractionType.Rating, not (>= MinRating and <= MaxRating)) =>
                new(Field, OutOf(interaction.Score, MinRating, MaxRating)),
            (InteractionType.Purchase, 0) => new(Field, "A purchase of nothing. Send a quantity over 0, or none."),
            (_, null or (>= 0 and <= MaxQuantity)) => null,
            _ => new(Field, OutOf(interaction.Score, 0, MaxQuantity)),
        };
    }

    private static string OutOf(double? value, double low, double high) =>
        string.Create(CultureInfo.InvariantCulture, $"{value}; it must be {low} to {high}.");

    private static InteractionProblem? OfTimes(Interaction interaction, DateTimeOffset now)
    {
        if (interaction.Timestamp > now + MaxAhead)
        {
            return new InteractionProblem(
                nameof(Interaction.Timestamp),
                $"{interaction.Timestamp:O} is more than one day ahead of {now:O}. Send the time it happened.");
        }

        return interaction.Duration is { } duration && (duration < TimeSpan.Zero || duration > MaxDuration)
            ? new InteractionProblem(nameof(Interaction.Duration), $"{duration}; it must be 0 to {MaxDuration}.")
            : null;
    }

    private static InteractionProblem? OfQuery(Interaction interaction)
    {
        const string Field = nameof(Interaction.Query);
        if (interaction.Query is not { } query)
            return interaction.Type == InteractionType.Search ? new(Field, "Missing. Send the text.") : null;
        if (query.Length > Interaction.MaxQueryLength || string.IsNullOrWhiteSpace(query))
        {
            return new(
                Field, $"Has {query.Length} characters. Send 1 to {Interaction.MaxQueryLength}, not all blank.");
        }

        return StorableText.IsStorable(query) ? null : new(Field, $"Holds {StorableText.Problem}.");
    }
}
