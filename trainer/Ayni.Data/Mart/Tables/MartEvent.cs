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

    /// <summary>Score of a rating; of nothing else, whose score is a quantity.</summary>
    public double? Stars { get; set; }

    public string? ReviewText { get; set; }

    public bool IsReview => Stars is not null || ReviewText is not null;

    public static MartEvent Of(LoggedInteraction row)
    {
        var interaction = row.Interaction;
        return new MartEvent
        {
            Position = row.Position,
            EventId = interaction.EventId,
            UserId = interaction.UserId,
            ProductId = interaction.ProductId,
            Type = InteractionTypeNames.Of(interaction),
            Score = interaction.Score,
            Timestamp = interaction.Timestamp.UtcDateTime,
            DurationSeconds = interaction.Duration?.TotalSeconds,
            Query = interaction.Query,
            OrderId = interaction.OrderId,
            Stars = interaction.Type == InteractionType.Rating ? interaction.Score : null,
            ReviewText = interaction.ReviewText,
        };
    }
}
