using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Copies;

namespace Ayni.Storage.Copies;

/// <summary>The register of folders made of the log, in either database.</summary>
internal sealed class LogCopies(IStorageDatabase database) : ILogCopies
{
    private const string Newest = "(SELECT coalesce(max(number), 0) FROM erasures)";

    // An erasure is within a folder if its first position is: of a folder without a position, any is.
    private const string Select =
        "SELECT id, kind, machine, directory, log_position, registered_at_ms, purged_through, purged_at_ms, "
        + "missing_since_ms, problem, (SELECT count(*) FROM erasures WHERE number > purged_through "
        + "AND (log_position IS NULL OR lowest_position <= log_position)) FROM log_copies";

    public async Task<LogCopy> BeginAsync(
        LogCopyKind kind,
        string machine,
        string directory,
        long purgedThrough,
        DateTimeOffset now,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(machine);
        ArgumentOutOfRangeException.ThrowIfNegative(purgedThrough);
        if (!Path.IsPathFullyQualified(directory))
            throw new ArgumentException($"'{directory}' is no full path.", nameof(directory));
        await database.WriteAsync(
            connection => connection.ExecuteAsync(
                "INSERT INTO log_copies (id, kind, machine, directory, registered_at_ms, purged_through) "
                + "VALUES (@id, @kind, @machine, @directory, @now, @through) "
                + "ON CONFLICT (machine, directory) DO UPDATE SET kind = excluded.kind, log_position = NULL, "
                + "registered_at_ms = excluded.registered_at_ms, missing_since_ms = NULL, problem = NULL, "
                + "purged_through = CASE WHEN log_copies.purged_through > excluded.purged_through "
                + "THEN excluded.purged_through ELSE log_copies.purged_through END",
                ("id", Guid.NewGuid().ToString("N")),
                ("kind", (int)kind),
                ("machine", machine),
                ("directory", directory),
                ("now", now.ToUnixTimeMilliseconds()),
                ("through", purgedThrough)),
            cancellationToken).ConfigureAwait(false);
        var found = await ListAsync(
            $"{Select} WHERE machine = @machine AND directory = @directory",
            cancellationToken,
            ("machine", machine),
            ("directory", directory)).ConfigureAwait(false);
        return found[0];
    }

    public Task<bool> CompleteAsync(
        string id, long logPosition, long purgedThrough, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(logPosition);
        return ChangeAsync(
            "UPDATE log_copies SET log_position = @position, purged_through = CASE WHEN purged_through > @through "
            + "THEN @through ELSE purged_through END WHERE id = @id",
            cancellationToken,
            ("id", id),
            ("position", logPosition),
            ("through", purgedThrough));
    }

    public async Task<long> GetErasuresAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        return Convert.ToInt64(
            await connection.ScalarAsync($"SELECT {Newest}").ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    public Task<IReadOnlyList<LogCopy>> ReadAsync(CancellationToken cancellationToken = default) =>
        ListAsync($"{Select} ORDER BY machine, directory", cancellationToken);

    public Task<bool> MarkPurgedAsync(
        string id, long purgedThrough, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            "UPDATE log_copies SET purged_through = CASE WHEN purged_through < @through THEN @through "
            + "ELSE purged_through END, purged_at_ms = @now, missing_since_ms = NULL, problem = NULL WHERE id = @id",
            cancellationToken,
            ("id", id),
            ("through", purgedThrough),
            ("now", now.ToUnixTimeMilliseconds()));

    public Task<bool> NoteAsync(
        string id, DateTimeOffset? missingSince, string? problem, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            "UPDATE log_copies SET missing_since_ms = @missing, problem = @problem WHERE id = @id",
            cancellationToken,
            ("id", id),
            ("missing", missingSince?.ToUnixTimeMilliseconds()),
            ("problem", problem));

    public Task<bool> ForgetAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync("DELETE FROM log_copies WHERE id = @id", cancellationToken, ("id", id));

    private async Task<bool> ChangeAsync(
        string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        await database.WriteAsync(connection => connection.ExecuteAsync(sql, parameters), cancellationToken)
            .ConfigureAwait(false) > 0;

    private async Task<IReadOnlyList<LogCopy>> ListAsync(
        string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command(sql, parameters);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var copies = new List<LogCopy>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            copies.Add(Read(reader));
        return copies;
    }

    private static LogCopy Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Kind = (LogCopyKind)Convert.ToInt32(row.GetValue(1), CultureInfo.InvariantCulture),
        Machine = row.GetString(2),
        Directory = row.GetString(3),
        LogPosition = row.IsDBNull(4) ? null : row.GetInt64(4),
        RegisteredAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        PurgedThrough = row.GetInt64(6),
        PurgedAt = TimeOf(row, 7),
        MissingSince = TimeOf(row, 8),
        Problem = row.IsDBNull(9) ? null : row.GetString(9),
        ErasuresWithin = row.GetInt64(10),
    };

    private static DateTimeOffset? TimeOf(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
