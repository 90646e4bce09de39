using System.Data.Common;
using Ayni.Domain.Interactions;
using Ayni.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Ayni.Storage.Interactions;

/// <summary>Reads interactions by what all databases offer.</summary>
internal sealed class InteractionReader(DbDataReader reader) : IInteractionReader
{
    /// <summary>The quickest there is for a reader.</summary>
    public static IInteractionReader Of(DbDataReader reader) => reader is SqliteDataReader sqlite
        ? new SqliteInteractionReader(sqlite)
        : new InteractionReader(reader);

    /// <inheritdoc/>
    public LoggedInteraction Read()
    {
        var interaction = new Interaction
        {
            EventId = reader.GetString(1),
            UserId = reader.GetString(2),
            ProductId = reader.IsDBNull(3) ? null : reader.GetString(3),
            Type = (InteractionType)reader.GetInt32(4),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
        };
        return new LoggedInteraction(
            reader.GetInt64(0),
            reader.GetBoolean(InteractionRows.HasRest) ? InteractionRows.WithRest(interaction, reader) : interaction);
    }
}
