namespace Ayni.Domain.Interactions;

/// <summary>One thing one shopper did at one time. Immutable; identified by <see cref="EventId"/>.</summary>
[GenerateSerializer, Immutable, Alias("ayni.interaction")]
public sealed record Interaction
{
    /// <summary>Longest accepted id, in characters, of an event, a user, a product or an order.</summary>
    public const int MaxIdLength = 128;

    /// <summary>Longest accepted search text, in characters.</summary>
    public const int MaxQueryLength = 512;

    /// <summary>Longest accepted review, in characters.</summary>
    public const int MaxReviewTextLength = 8_192;

    /// <summary>Unique id; the log holds one interaction an id, so that sending twice changes nothing.</summary>
    [Id(0)] public required string EventId { get; init; }

    /// <summary>External id of the shopper (or of a guest's session).</summary>
    [Id(1)] public required string UserId { get; init; }

    /// <summary>
    /// External id of the product; null only for a <see cref="InteractionType.Search"/> without a choice.
    /// </summary>
    [Id(2)] public string? ProductId { get; init; }

    /// <summary>What was done.</summary>
    [Id(3)] public required InteractionType Type { get; init; }

    /// <summary>
    /// Rating 1 to 5 of a rating; quantity of a purchase, a cart and what takes them back; null where the shop sent
    /// none. A weight does not grow with a quantity; what was taken back is counted by it, and an order's lines are
    /// worth price × quantity.
    /// </summary>
    [Id(4)] public double? Score { get; init; }

    /// <summary>When it was done, by the shop's clock; kept to the millisecond, UTC.</summary>
    [Id(5)] public required DateTimeOffset Timestamp { get; init; }

    /// <summary>How long it took (time on page), where known; kept to the millisecond.</summary>
    [Id(6)] public TimeSpan? Duration { get; init; }

    /// <summary>Search text, where <see cref="Type"/> is a search.</summary>
    [Id(7)] public string? Query { get; init; }

    /// <summary>Order or invoice this belongs to, where known.</summary>
    [Id(8)] public string? OrderId { get; init; }

    /// <summary>The shop's own name of what was done, where <see cref="Type"/> is custom; else null.</summary>
    [Id(9)] public string? CustomType { get; init; }

    /// <summary>What the shopper wrote of the product, where they did; never of a search.</summary>
    [Id(10)] public string? ReviewText { get; init; }
}
