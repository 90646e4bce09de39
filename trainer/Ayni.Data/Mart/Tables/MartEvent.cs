using System.Collections.Concurrent;
using System.Text.Json;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Mart.Tables;

/// <summary>An interaction as the tables hold it. Mutable: files are read column by column.</summary>
internal sealed class MartEvent
{
    public const string Search = "search";
    public const string Purchase = "purchase";
    public const string Rating = "rating";
    public const string Cart = "cart";
    public const string View = "view";

    private static readonly ConcurrentDictionary<InteractionType, string> Names = new();

    public long Position { get; set; }

    public string EventId { get; set; } = "";

    public string UserId { get; set; } = "";

    public string? ProductId { get; set; }

    public string Type { get; set; } = Search;

    public double? Score { get; set; }

    public DateTime Timestamp { get; set; }

    public double? DurationSeconds { get; set; }

    public string? Query { get; set; }

    public string? OrderId { get; set; }

    public static MartEvent Of(LoggedInteraction row)
    {
        var interaction = row.Interaction;
        return new MartEvent
        {
            Position = row.Position,
            EventId = interaction.EventId,
            UserId = interaction.UserId,
            ProductId = interaction.ProductId,
            Type = NameOf(interaction.Type),
            Score = interaction.Score,
            Timestamp = interaction.Timestamp.UtcDateTime,
            DurationSeconds = interaction.Duration?.TotalSeconds,
            Query = interaction.Query,
            OrderId = interaction.OrderId,
        };
    }

    private static string NameOf(InteractionType type) =>
        Names.GetOrAdd(type, static each => JsonNamingPolicy.SnakeCaseLower.ConvertName(each.ToString()));
}
