using System.Data.Common;
using Ayni.Domain.Consents;

namespace Ayni.Storage.Consents;

/// <summary>What shoppers allow by default, with the position of the log from which on.</summary>
internal static class DefaultRows
{
    /// <summary>All there were, oldest first.</summary>
    public static async Task<IReadOnlyList<(long Position, ConsentDefaults Defaults)>> ReadAsync(
        DbConnection connection)
    {
        var command = connection.Command(
            "SELECT position, personalisation, training, analytics FROM consent_defaults ORDER BY number");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var rows = new List<(long, ConsentDefaults)>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add((reader.GetInt64(0), new ConsentDefaults(
                reader.GetInt32(1) != 0, reader.GetInt32(2) != 0, reader.GetInt32(3) != 0)));
        }

        return rows;
    }

    /// <summary>Those of now.</summary>
    public static async Task<ConsentDefaults> ReadNewestAsync(DbConnection connection) =>
        await ReadAsync(connection).ConfigureAwait(false) is [.., var newest] ? newest.Defaults : new ConsentDefaults();

    /// <summary>Whether a purpose is allowed by default as of a position, and was not refused since.</summary>
    public static async Task<bool> AllowAsync(DbConnection connection, Purpose purpose, long asOfPosition)
    {
        var isAllowed = true;
        foreach (var (position, defaults) in await ReadAsync(connection).ConfigureAwait(false))
        {
            var then = defaults.Allows(purpose);
            isAllowed = position <= asOfPosition ? then : isAllowed && then;
        }

        return isAllowed;
    }

    public static Task InsertAsync(DbConnection connection, ConsentDefaults defaults, DateTimeOffset now) =>
        connection.ExecuteAsync(
            "INSERT INTO consent_defaults (number, position, changed_at_ms, personalisation, training, analytics) "
            + "SELECT (SELECT coalesce(max(number), 0) + 1 FROM consent_defaults), position, CAST(@now AS bigint), "
            + $"{Digit(defaults.Personalisation)}, {Digit(defaults.Training)}, {Digit(defaults.Analytics)} "
            + "FROM log_head",
            ("now", now.ToUnixTimeMilliseconds()));

    private static int Digit(bool flag) => flag ? 1 : 0;
}
