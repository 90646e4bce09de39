using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.Storage.Interactions;

namespace Ayni.Storage.Retention;

/// <summary>Deletes what was kept long enough, in either database.</summary>
internal sealed class RetentionStore(IStorageDatabase database, string eventHashSql) : IRetention
{
    public async Task<DateTimeOffset?> ClaimAsync(RetentionClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        // A claim that lasts longer than any can was made by a clock that ran ahead.
        var untilMs = await database.WriteAsync(
            async connection => await connection.ExecuteAsync(
                "UPDATE retention_claim SET holder = @holder, until_ms = @until "
                + "WHERE holder = @holder OR until_ms <= @now OR until_ms > @impossible",
                ("holder", claim.Holder),
                ("until", (claim.Now + claim.Length).ToUnixTimeMilliseconds()),
                ("now", claim.Now.ToUnixTimeMilliseconds()),
                ("impossible", (claim.Now + (2 * claim.Length)).ToUnixTimeMilliseconds())).ConfigureAwait(false) == 1
                    ? (long?)null
                    : await NumberAsync(connection, "SELECT until_ms FROM retention_claim").ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return untilMs is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null;
    }

    public async Task ReleaseAsync(string holder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(holder);
        await database.WriteAsync(
            connection => connection.ExecuteAsync(
                "UPDATE retention_claim SET holder = '', until_ms = 0 WHERE holder = @holder", ("holder", holder)),
            cancellationToken).ConfigureAwait(false);
        await database.ForgetDeletedAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<RetainedType>> ReadTypesAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var types = new List<RetainedType>();
        foreach (var name in InteractionTypeNames.BuiltIn)
        {
            var type = RetainedType.Of(name);
            var found = await connection.ScalarAsync(
                "SELECT 1 FROM interactions WHERE type = @type LIMIT 1", ("type", (int)type.Type))
                .ConfigureAwait(false);
            if (found is not null)
                types.Add(type);
        }

        // From one name to the next, a look into the index each: to group all rows would read them.
        var after = "";
        while (await connection.ScalarAsync(
            "SELECT custom_type FROM interactions WHERE type = @type AND custom_type > @after "
            + "ORDER BY type, custom_type LIMIT 1",
            ("type", (int)InteractionType.Custom),
            ("after", after)).ConfigureAwait(false) is string next)
        {
            types.Add(new RetainedType(InteractionType.Custom, next));
            after = next;
        }

        return types;
    }

    public async Task<RetentionCount> CountAsync(
        RetainedType type, DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var (condition, parameters) = AgedRows.Of(type, null, before);
        var command = connection.UnhurriedCommand(
            $"SELECT count(*), min(timestamp_ms) FROM interactions WHERE {condition}", parameters);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new RetentionCount(reader.GetInt64(0), TimeOf(reader, 1));
    }

    public async Task<RetentionBatch> DeleteAsync(
        RetentionClaim claim,
        RetentionOrder order,
        DateTimeOffset? from,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IRetention.MaxBatch);
        return await database.WriteAsync(
            async connection =>
            {
                await LogErasure.LockAsync(connection).ConfigureAwait(false);
                await RenewAsync(connection, claim).ConfigureAwait(false);
                var rows = limit == 0
                    ? AgedRows.None
                    : await AgedRows.FindAsync(connection, order, from, limit).ConfigureAwait(false);
                if (rows.Positions.Count > 0)
                {
                    await LogErasure.DeleteAsync(
                        connection, eventHashSql, ErasureReason.Retention, rows.Condition, []).ConfigureAwait(false);
                }

                var isLast = rows.Positions.Count < limit || limit == 0;
                await NoteAsync(connection, claim, order, rows.Positions.Count, isLast).ConfigureAwait(false);
                return new RetentionBatch(rows.Positions.Count, rows.Newest, isLast);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<RetentionReport>> ReadAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(
            "SELECT type, kept_days, before_ms, begun_at_ms, ended_at_ms, deleted, deleted_in_all, deleted_before_ms "
            + "FROM retention ORDER BY type");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var reports = new List<RetentionReport>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            reports.Add(new RetentionReport
            {
                Type = reader.GetString(0),
                KeptDays = Convert.ToInt32(reader.GetValue(1), CultureInfo.InvariantCulture),
                Before = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
                BegunAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                EndedAt = TimeOf(reader, 4),
                Deleted = reader.GetInt64(5),
                DeletedInAll = reader.GetInt64(6),
                DeletedBefore = TimeOf(reader, 7),
            });
        }

        return reports;
    }

    private static async Task RenewAsync(DbConnection connection, RetentionClaim claim)
    {
        var renewed = await connection.ExecuteAsync(
            "UPDATE retention_claim SET until_ms = @until WHERE holder = @holder",
            ("holder", claim.Holder),
            ("until", (claim.Now + claim.Length).ToUnixTimeMilliseconds())).ConfigureAwait(false);
        if (renewed != 1)
            throw new AyniException(
                ErrorCodes.Conflict,
                "Another process deletes what was kept long enough by now: this one was silent for too long. What is "
                + "left is deleted there.");
    }

    private static Task<int> NoteAsync(
        DbConnection connection, RetentionClaim claim, RetentionOrder order, long deleted, bool isLast) =>
        connection.ExecuteAsync(
            "INSERT INTO retention (type, kept_days, before_ms, begun_at_ms, ended_at_ms, deleted, deleted_in_all, "
            + "deleted_before_ms) VALUES (@type, @days, @before, @begun, CAST(@ended AS bigint), @deleted, @deleted, "
            + "CAST(@deleted_before AS bigint)) ON CONFLICT (type) DO UPDATE SET kept_days = excluded.kept_days, "
            + "before_ms = excluded.before_ms, ended_at_ms = excluded.ended_at_ms, "
            // A run goes on where it began at the same moment; another one counts from 0.
            + "deleted = excluded.deleted + CASE WHEN retention.begun_at_ms = excluded.begun_at_ms "
            + "THEN retention.deleted ELSE 0 END, begun_at_ms = excluded.begun_at_ms, "
            + "deleted_in_all = retention.deleted_in_all + excluded.deleted, "
            + "deleted_before_ms = CASE WHEN excluded.deleted_before_ms IS NULL "
            + "OR retention.deleted_before_ms > excluded.deleted_before_ms "
            + "THEN retention.deleted_before_ms ELSE excluded.deleted_before_ms END",
            ("type", order.Type.Name),
            ("days", order.KeptDays),
            ("before", order.Before.ToUnixTimeMilliseconds()),
            ("begun", order.BegunAt.ToUnixTimeMilliseconds()),
            ("ended", isLast ? claim.Now.ToUnixTimeMilliseconds() : null),
            ("deleted", deleted),
            ("deleted_before", deleted > 0 ? order.Before.ToUnixTimeMilliseconds() : null));

    private static async Task<long> NumberAsync(DbConnection connection, string sql) =>
        Convert.ToInt64(await connection.ScalarAsync(sql).ConfigureAwait(false), CultureInfo.InvariantCulture);

    private static DateTimeOffset? TimeOf(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
