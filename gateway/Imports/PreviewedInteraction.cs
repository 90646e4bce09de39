using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Imports;

/// <summary>An interaction as it would be imported.</summary>
/// <param name="UserId">Shopper.</param>
/// <param name="ProductId">Product; null for a search without one.</param>
/// <param name="InteractionType">What was done.</param>
/// <param name="InteractionScore">Its score, of a rating the stars; null for none.</param>
/// <param name="TimestampInteraction">When, in UTC.</param>
/// <param name="OrderId">Order it belongs to; null for none.</param>
/// <param name="ReviewText">What the shopper wrote of the product; null for nothing.</param>
public sealed record PreviewedInteraction(
    string UserId,
    string? ProductId,
    string InteractionType,
    double? InteractionScore,
    DateTimeOffset TimestampInteraction,
    string? OrderId,
    string? ReviewText)
{
    internal static PreviewedInteraction Of(Interaction interaction) => new(
        interaction.UserId,
        interaction.ProductId,
        InteractionTypeNames.Of(interaction),
        interaction.Score,
        interaction.Timestamp,
        interaction.OrderId,
        interaction.ReviewText);
}
