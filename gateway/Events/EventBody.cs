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

    /// <summary>What was done: view, cart, purchase, rating or search.</summary>
    public required InteractionType InteractionType { get; init; }

    /// <summary>Quantity of a purchase (over 0), or a rating from 1 to 5.</summary>
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
            InteractionType = interaction.Type,
            InteractionScore = interaction.Score,
            TimestampInteraction = interaction.Timestamp,
            InteractionDuration = interaction.Duration?.TotalSeconds,
            Query = interaction.Query,
            OrderId = interaction.OrderId,
            Position = logged.Position,
        };
    }
}
