using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Access;
using Ayni.Domain.Errors;

namespace Ayni.Storage.Access;

/// <summary>The register of keys, in either database.</summary>
internal sealed class AccessKeys(IStorageDatabase database) : IAccessKeys
{
    private const string Columns =
        "id, name, sha256, scopes, is_public, created_at_ms, expires_at_ms, revoked_at_ms, last_used_at_ms";

    private const string IsLive = "revoked_at_ms IS NULL AND (expires_at_ms IS NULL OR expires_at_ms > @now)";

    public Task AddAsync(
        AccessKey key, bool ofNewName, int maxLive, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Hash.Length, 32);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLive, 1);
        return database.WriteAsync(
            async connection =>
            {
                await RefuseAsync(connection, key, ofNewName, maxLive).ConfigureAwait(false);
                return await InsertAsync(connection, key).ConfigureAwait(false);
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<AccessKey>> ReadAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var command = connection.Command($"SELECT {Columns} FROM access_keys ORDER BY name, created_at_ms, id");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var keys = new List<AccessKey>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            keys.Add(Read(reader));
        return keys;
    }

    public Task<bool> RevokeAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            "UPDATE access_keys SET revoked_at_ms = coalesce(revoked_at_ms, @at) WHERE id = @id", id, now,
            cancellationToken);

    public Task<bool> ExpireAsync(string id, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            "UPDATE access_keys SET expires_at_ms = CASE WHEN expires_at_ms < @at THEN expires_at_ms ELSE @at END "
            + "WHERE id = @id",
            id, at, cancellationToken);

    public Task NoteUseAsync(
        IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> uses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uses);
        // In one order everywhere: two processes that note the same keys do not wait for one another.
        return uses.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(
                async connection =>
                {
                    foreach (var (id, at) in uses.OrderBy(use => use.Key, StringComparer.Ordinal))
                    {
                        await connection.ExecuteAsync(
                            "UPDATE access_keys SET last_used_at_ms = @at "
                            + "WHERE id = @id AND (last_used_at_ms IS NULL OR last_used_at_ms < @at)",
                            ("id", id),
                            ("at", at.ToUnixTimeMilliseconds())).ConfigureAwait(false);
                    }

                    return uses.Count;
                },
                cancellationToken);
    }

    private static async Task RefuseAsync(DbConnection connection, AccessKey key, bool ofNewName, int maxLive)
    {
        var now = ("now", (object?)key.CreatedAt.ToUnixTimeMilliseconds());
        if (ofNewName && await CountAsync(connection, $"{IsLive} AND name = @name", now, ("name", key.Name))
            .ConfigureAwait(false) > 0)
        {
            throw new AyniException(
                ErrorCodes.Conflict,
                $"There is a key named '{key.Name}'. Choose another name, rotate that key, or revoke it first.");
        }

        if (await CountAsync(connection, IsLive, now).ConfigureAwait(false) >= maxLive)
        {
            throw new AyniException(
                ErrorCodes.Conflict, $"There are {maxLive} keys, and no more may be. Revoke those that nobody uses.");
        }
    }

    private static async Task<long> CountAsync(
        DbConnection connection, string condition, params (string Name, object? Value)[] parameters) =>
        Convert.ToInt64(
            await connection.ScalarAsync($"SELECT count(*) FROM access_keys WHERE {condition}", parameters)
                .ConfigureAwait(false),
            CultureInfo.InvariantCulture);

    private static Task<int> InsertAsync(DbConnection connection, AccessKey key) => connection.ExecuteAsync(
        $"INSERT INTO access_keys ({Columns}) "
        + "VALUES (@id, @name, @hash, @scopes, @public, @created, @expires, @revoked, @used)",
        ("id", key.Id),
        ("name", key.Name),
        ("hash", key.Hash.ToArray()),
        ("scopes", AccessScopeNames.TextOf(key.Scopes)),
        ("public", key.IsPublic ? 1 : 0),
        ("created", key.CreatedAt.ToUnixTimeMilliseconds()),
        ("expires", key.ExpiresAt?.ToUnixTimeMilliseconds()),
        ("revoked", key.RevokedAt?.ToUnixTimeMilliseconds()),
        ("used", key.LastUsedAt?.ToUnixTimeMilliseconds()));

    private async Task<bool> ChangeAsync(
        string sql, string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.ExecuteAsync(sql, ("id", id), ("at", at.ToUnixTimeMilliseconds())),
            cancellationToken).ConfigureAwait(false) > 0;

    private static AccessKey Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Hash = [.. (byte[])row.GetValue(2)],
        Scopes = AccessScopeNames.Parse(row.GetString(3), "A stored key"),
        IsPublic = Convert.ToInt32(row.GetValue(4), CultureInfo.InvariantCulture) != 0,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        ExpiresAt = TimeOf(row, 6),
        RevokedAt = TimeOf(row, 7),
        LastUsedAt = TimeOf(row, 8),
    };

    private static DateTimeOffset? TimeOf(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
