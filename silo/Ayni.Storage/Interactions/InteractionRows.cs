using System.Data.Common;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

/// <summary>The columns of an interaction, in the one order that every statement uses.</summary>
internal static class InteractionRows
{
    public const string Columns =
        "position, event_id, user_id, product_id, type, score, timestamp_ms, duration_ms, query, order_id";

    public static LoggedInteraction Read(DbDataReader reader) => new(
        reader.GetInt64(0),
        new Interaction
        {
            EventId = reader.GetString(1),
            UserId = reader.GetString(2),
            ProductId = reader.IsDBNull(3) ? null : reader.GetString(3),
            Type = (InteractionType)reader.GetInt32(4),
            Score = reader.IsDBNull(5) ? null : reader.GetDouble(5),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
            Duration = reader.IsDBNull(7) ? null : TimeSpan.FromMilliseconds(reader.GetInt64(7)),
            Query = reader.IsDBNull(8) ? null : reader.GetString(8),
            OrderId = reader.IsDBNull(9) ? null : reader.GetString(9),
        });

    public static long TimestampMs(Interaction interaction) => interaction.Timestamp.ToUnixTimeMilliseconds();

    /// <summary>Whole milliseconds, towards zero; null where there is none.</summary>
    public static long? DurationMs(Interaction interaction) =>
        interaction.Duration is { } duration ? duration.Ticks / TimeSpan.TicksPerMillisecond : null;
}
