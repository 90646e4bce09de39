using System.Data.Common;
using System.Globalization;
using System.Text;
using Ayni.Domain.Auditing;

namespace Ayni.Storage.Auditing;

/// <summary>Acts with their ends, by what is asked.</summary>
internal static class AuditReading
{
    private const string Select =
        "SELECT a.number, a.at_ms, a.act, a.actor, a.address, a.target, a.trace_id, coalesce(e.outcome, 0), e.code, "
        + "e.target, e.at_ms FROM audit a LEFT JOIN audit e ON e.ends = a.number WHERE a.ends IS NULL";

    public static async Task<IReadOnlyList<AuditEntry>> ReadAsync(
        IStorageDatabase database, AuditQuery query, string? user, int limit, CancellationToken cancellationToken)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var (sql, parameters) = Write(query, user, limit);
        var command = connection.Command(sql, parameters);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var entries = new List<AuditEntry>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            entries.Add(EntryOf(reader));
        return entries;
    }

    private static (string Sql, (string, object?)[] Parameters) Write(AuditQuery query, string? user, int limit)
    {
        var sql = new StringBuilder(Select);
        var parameters = new List<(string, object?)> { ("limit", limit) };
        void Where(string condition, string name, object? value)
        {
            if (value is null)
                return;
            sql.Append(CultureInfo.InvariantCulture, $" AND {condition}");
            parameters.Add((name, value));
        }

        Where("a.number < @before", "before", query.Before);
        Where("a.act = @act", "act", query.Act);
        Where("a.actor = @actor", "actor", query.Actor);
        Where("a.target = @target", "target", query.Target);
        Where("(a.target = @user OR e.target = @user)", "user", user);
        Where("coalesce(e.outcome, 0) = @outcome", "outcome", (int?)query.Outcome);
        Where("a.at_ms >= @from", "from", query.From?.ToUnixTimeMilliseconds());
        Where("a.at_ms < @to", "to", query.To?.ToUnixTimeMilliseconds());
        return (sql.Append(" ORDER BY a.number DESC LIMIT @limit").ToString(), [.. parameters]);
    }

    private static AuditEntry EntryOf(DbDataReader row) => new()
    {
        Number = row.GetInt64(0),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        Act = row.GetString(2),
        Actor = row.GetString(3),
        Address = TextOf(row, 4),
        Target = TextOf(row, 5),
        TraceId = TextOf(row, 6),
        Outcome = (AuditOutcome)Convert.ToInt32(row.GetValue(7), CultureInfo.InvariantCulture),
        Code = TextOf(row, 8),
        Result = TextOf(row, 9),
        EndedAt = row.IsDBNull(10) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(10)),
    };

    private static string? TextOf(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
