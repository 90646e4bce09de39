using System.Data.Common;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

/// <summary>The columns of an interaction, in the one order that every statement uses.</summary>
internal static class InteractionRows
{
    public const string Columns =
        "position, event_id, user_id, product_id, type, score, timestamp_ms, duration_ms, query, order_id, "
        + "custom_type, review_text";

    /// <summary>
    /// <see cref="Columns"/> to be read, and whether a row has any of what most rows lack: asked once instead of for
    /// each, for with a whole log every question counts.
    /// </summary>
    public const string ReadColumns =
        $"{Columns}, score IS NOT NULL OR duration_ms IS NOT NULL OR query IS NOT NULL OR order_id IS NOT NULL "
        + "OR custom_type IS NOT NULL OR review_text IS NOT NULL";

    /// <summary>Place of the last of <see cref="ReadColumns"/>.</summary>
    public const int HasRest = 12;

    /// <summary>An interaction with what most lack.</summary>
    public static Interaction WithRest(Interaction interaction, DbDataReader reader) => interaction with
    {
        Score = reader.IsDBNull(5) ? null : reader.GetDouble(5),
        Duration = reader.IsDBNull(7) ? null : TimeSpan.FromMilliseconds(reader.GetInt64(7)),
        Query = reader.IsDBNull(8) ? null : reader.GetString(8),
        OrderId = reader.IsDBNull(9) ? null : reader.GetString(9),
        CustomType = reader.IsDBNull(10) ? null : reader.GetString(10),
        ReviewText = reader.IsDBNull(11) ? null : reader.GetString(11),
    };

    public static long TimestampMs(Interaction interaction) => interaction.Timestamp.ToUnixTimeMilliseconds();

    /// <summary>Whole milliseconds, towards zero; null where there is none.</summary>
    public static long? DurationMs(Interaction interaction) =>
        interaction.Duration is { } duration ? duration.Ticks / TimeSpan.TicksPerMillisecond : null;
}
