using System.Text.Json;

namespace Ayni.Cluster.Tests.Rounds;

/// <summary>An event of a ledger; the order's id repeats the event's, and no constraint holds it unique.</summary>
internal sealed record LedgerEvent(
    string EventId, string OrderId, string UserId, string ProductId, string InteractionType)
{
    /// <summary>Names on the wire.</summary>
    public static JsonSerializerOptions Format { get; } =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
