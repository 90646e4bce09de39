using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Consents;

namespace Ayni.Storage.Consents;

/// <summary>
/// What shoppers say, as rows of the log: one a purpose, with its name for a type of its own and 1 or 0 for a score. No
/// interaction has their type, and the rules of interactions let none in that has.
/// </summary>
internal static class ConsentRows
{
    /// <summary>Condition of the rows, as text: a partial index serves only where its condition stands.</summary>
    public const string Are = "type = 200";

    /// <summary>Condition of all other rows.</summary>
    public const string AreNot = "type <> 200";

    public static async Task<bool> AnyAsync(DbConnection connection) => Convert.ToInt64(
        await connection.ScalarAsync(
            $"SELECT CASE WHEN EXISTS (SELECT 1 FROM interactions WHERE {Are}) THEN 1 ELSE 0 END")
            .ConfigureAwait(false),
        CultureInfo.InvariantCulture) == 1;

    /// <summary>All that a shopper said, newest first.</summary>
    public static async Task<IReadOnlyList<ConsentEvent>> ReadAsync(
        DbConnection connection, string userId, bool newestOnly, CancellationToken cancellationToken)
    {
        var command = connection.Command(
            "SELECT custom_type, score, timestamp_ms, position FROM interactions "
            + $"WHERE user_id = @user AND {Are} ORDER BY position DESC",
            ("user", userId));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var said = new List<ConsentEvent>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var purpose = PurposeNames.All.First(known => PurposeNames.Of(known) == reader.GetString(0));
            if (newestOnly && said.Exists(later => later.Purpose == purpose))
                continue;
            said.Add(new ConsentEvent(
                purpose,
                reader.GetDouble(1) != 0,
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
                reader.GetInt64(3)));
            if (newestOnly && said.Count == PurposeNames.All.Count)
                break;
        }

        return said;
    }

    public static Task InsertAsync(DbConnection connection, string userId, ConsentEvent said) =>
        connection.ExecuteAsync(
            "INSERT INTO interactions (position, event_id, user_id, type, custom_type, score, timestamp_ms) "
            + "VALUES (@position, @event, @user, 200, @purpose, @score, @at)",
            ("position", said.Position),
            ("event", $"consent-{Guid.NewGuid():N}"),
            ("user", userId),
            ("purpose", PurposeNames.Of(said.Purpose)),
            ("score", said.IsAllowed ? 1.0 : 0.0),
            ("at", said.SaidAt.ToUnixTimeMilliseconds()));
}
