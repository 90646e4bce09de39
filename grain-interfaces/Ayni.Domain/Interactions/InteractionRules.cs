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
    public static InvalidField? ProblemOf(Interaction? interaction, DateTimeOffset now) =>
        ProblemOf(interaction) ?? OfTime(interaction!, now);

    /// <summary>The first thing that is wrong whatever the time is; null if nothing is.</summary>
    /// <param name="interaction">What somebody made; null is refused.</param>
    public static InvalidField? ProblemOf(Interaction? interaction) =>
        interaction is null
            ? new InvalidField("$", FieldFault.Missing, "Null. Send an interaction.")
            : OfIds(interaction) ?? OfType(interaction) ?? OfScore(interaction) ?? OfDuration(interaction)
                ?? OfQuery(interaction) ?? OfReview(interaction);

    private static InvalidField? OfIds(Interaction interaction) =>
        ExternalIds.ProblemOf(nameof(Interaction.EventId), interaction.EventId)
        ?? ExternalIds.ProblemOf(nameof(Interaction.UserId), interaction.UserId)
        ?? (interaction.ProductId is null
            ? interaction.Type == InteractionType.Search
                ? null
                : new(nameof(Interaction.ProductId), FieldFault.Missing, "Missing. Only a search may have none.")
            : ExternalIds.ProblemOf(nameof(Interaction.ProductId), interaction.ProductId))
        ?? (interaction.OrderId is null
            ? null
            : ExternalIds.ProblemOf(nameof(Interaction.OrderId), interaction.OrderId));

    private static InvalidField? OfType(Interaction interaction)
    {
        const string Field = nameof(Interaction.CustomType);
        return interaction switch
        {
            { Type: InteractionType.Custom, CustomType: null } =>
                new(Field, FieldFault.Missing, "Missing. Send the shop's own name of what was done."),
            { Type: InteractionType.Custom, CustomType: var name } => CustomInteractionTypes.ProblemOf(Field, name),
            _ when !InteractionTypeNames.IsBuiltIn(interaction.Type) => OutOfRange(
                nameof(Interaction.Type), $"{(int)interaction.Type} is none. Send one of {nameof(InteractionType)}."),
            { CustomType: { } name } => OutOfRange(
                Field, $"'{name}' beside the type {interaction.Type}. Send {InteractionType.Custom}, or no such name."),
            _ => null,
        };
    }

    private static InvalidField? OfScore(Interaction interaction)
    {
        const string Field = nameof(Interaction.Score);
        return (interaction.Type, interaction.Score) switch
        {
            (InteractionType.Rating, null) =>
                new(Field, FieldFault.Missing, $"Missing. Send the rating, {MinRating} to {MaxRating}."),
            (InteractionType.Rating, not (>= MinRating and <= MaxRating)) =>
                OutOf(Field, interaction.Score, MinRating, MaxRating),
            (InteractionType.Purchase, 0) =>
                OutOfRange(Field, "A purchase of nothing. Send a quantity over 0, or none."),
            (InteractionType.Return or InteractionType.RemoveFromCart, 0) =>
                OutOfRange(Field, "Nothing is taken back. Send a quantity over 0, or none for all."),
            (_, null or (>= 0 and <= MaxQuantity)) => null,
            _ => OutOf(Field, interaction.Score, 0, MaxQuantity),
        };
    }

    private static InvalidField? OfTime(Interaction interaction, DateTimeOffset now) =>
        interaction.Timestamp <= now + MaxAhead
            ? null
            : OutOfRange(
                nameof(Interaction.Timestamp),
                $"{interaction.Timestamp:O} is more than one day ahead of {now:O}. Send the time it happened.");

    private static InvalidField? OfDuration(Interaction interaction) =>
        interaction.Duration is { } duration && (duration < TimeSpan.Zero || duration > MaxDuration)
            ? OutOfRange(nameof(Interaction.Duration), $"{duration}; it must be 0 to {MaxDuration}.")
            : null;

    private static InvalidField? OfQuery(Interaction interaction)
    {
        const string Field = nameof(Interaction.Query);
        var remedy = $"Send 1 to {Interaction.MaxQueryLength} characters, not all blank.";
        return interaction.Query switch
        {
            null => interaction.Type == InteractionType.Search
                ? new(Field, FieldFault.Missing, "Missing. Send the text.")
                : null,
            { Length: > Interaction.MaxQueryLength } query =>
                new(Field, FieldFault.TooLong, $"Has {query.Length} characters. {remedy}"),
            var query when string.IsNullOrWhiteSpace(query) => new(Field, FieldFault.BadText, $"Is blank. {remedy}"),
            var query when !StorableText.IsStorable(query) =>
                new(Field, FieldFault.BadText, $"Holds {StorableText.Problem}."),
            _ => null,
        };
    }

    private static InvalidField? OfReview(Interaction interaction)
    {
        const string Field = nameof(Interaction.ReviewText);
        var remedy = $"Send 1 to {Interaction.MaxReviewTextLength} characters, not all blank, or none.";
        return interaction.ReviewText switch
        {
            null => null,
            { Length: > Interaction.MaxReviewTextLength } text =>
                new(Field, FieldFault.TooLong, $"Has {text.Length} characters. {remedy}"),
            var text when string.IsNullOrWhiteSpace(text) => new(Field, FieldFault.BadText, $"Is blank. {remedy}"),
            var text when !StorableText.IsStorable(text) =>
                new(Field, FieldFault.BadText, $"Holds {StorableText.Problem}."),
            _ when interaction.Type == InteractionType.Search =>
                OutOfRange(Field, "A search is no review. Send its text as the query."),
            _ => null,
        };
    }

    private static InvalidField OutOf(string field, double? value, double low, double high) => OutOfRange(
        field, string.Create(CultureInfo.InvariantCulture, $"{value}; it must be {low} to {high}."));

    private static InvalidField OutOfRange(string field, string reason) => new(field, FieldFault.OutOfRange, reason);
}
