using System.Text.Json.Serialization;
using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Events;

/// <summary>One thing one shopper did at one time.</summary>
public sealed record EventBody
{
    /// <summary>
    /// Unique id, 1 to 128 characters; made and returned if left out. Sending it twice changes nothing.
    /// </summary>
    /// <example>order-1001-line-1</example>
    public string? EventId { get; init; }

    /// <summary>Id of the shopper, or of a guest's session, 1 to 128 characters.</summary>
    /// <example>u-1</example>
    public required string UserId { get; init; }

    /// <summary>Id of the product; may be left out only for a search.</summary>
    /// <example>p-1</example>
    public string? ProductId { get; init; }

    /// <summary>
    /// What was done: view, cart, purchase, rating, search, return, remove_from_cart, dislike, hide, like, wishlist or
    /// share, or a type of the shop's own (<c>/v1/interaction-types</c>).
    /// </summary>
    /// <example>purchase</example>
    public required string InteractionType { get; init; }

    /// <summary>
    /// A rating from 1 to 5; or the quantity of a purchase or a cart, or of what a return or remove_from_cart takes
    /// back, over 0: all of the newest, if left out.
    /// </summary>
    /// <example>1</example>
    public double? InteractionScore { get; init; }

    /// <summary>When: ISO 8601, or unix seconds or milliseconds. Now, if left out. At most one day ahead.</summary>
    public DateTimeOffset? TimestampInteraction { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    /// <example>12.5</example>
    public double? InteractionDuration { get; init; }

    /// <summary>Text of a search, 1 to 512 characters.</summary>
    public string? Query { get; init; }

    /// <summary>Order or invoice, 1 to 128 characters.</summary>
    public string? OrderId { get; init; }

    /// <summary>What the shopper wrote of the product, 1 to 8,192 characters; not of a search.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReviewText { get; init; }

    /// <summary>Place in the log; answered, never read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Position { get; init; }

    /// <summary>The wire form of an interaction in the log.</summary>
    public static EventBody From(LoggedInteraction logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        var interaction = logged.Interaction;
        return new EventBody
        {
            EventId = interaction.EventId,
            UserId = interaction.UserId,
            ProductId = interaction.ProductId,
            InteractionType = InteractionTypeNames.Of(interaction),
            InteractionScore = interaction.Score,
            TimestampInteraction = interaction.Timestamp,
            InteractionDuration = interaction.Duration?.TotalSeconds,
            Query = interaction.Query,
            OrderId = interaction.OrderId,
            ReviewText = interaction.ReviewText,
            Position = logged.Position,
        };
    }
}
