using System.Data.Common;
using Ayni.Domain.Errors;

namespace Ayni.Storage.Schema;

/// <summary>Brings a schema forward, inside a transaction and under a lock that the caller holds.</summary>
internal static class SchemaMigrator
{
    private const string CreateVersionTable =
        "CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, applied_at_ms bigint NOT NULL)";

    /// <summary>Applies the steps that are missing.</summary>
    /// <returns>Number applied.</returns>
    public static async Task<int> MigrateAsync(
        DbConnection connection, IReadOnlyList<Migration> migrations, DateTimeOffset now)
    {
        await connection.ExecuteAsync(CreateVersionTable).ConfigureAwait(false);
        var current = Convert.ToInt32(
            await connection.ScalarAsync("SELECT coalesce(max(version), 0) FROM schema_version").ConfigureAwait(false),
            System.Globalization.CultureInfo.InvariantCulture);
        var latest = migrations[^1].Version;
        RefuseNewer(current, latest);
        foreach (var migration in migrations.Skip(current))
            await ApplyAsync(connection, migration, now).ConfigureAwait(false);
        return latest - current;
    }

    /// <exception cref="AyniException"><c>conflict</c>: the schema is newer than the program's.</exception>
    public static void RefuseNewer(int current, int latest)
    {
        if (current > latest)
            throw new AyniException(
                ErrorCodes.Conflict,
                $"The schema has version {current}, and this program knows versions up to {latest}. "
                + "Run the newer program, or restore a backup made before the upgrade.");
    }

    private static async Task ApplyAsync(DbConnection connection, Migration migration, DateTimeOffset now)
    {
        await connection.ExecuteAsync(migration.Sql).ConfigureAwait(false);
        await connection.ExecuteAsync(
            "INSERT INTO schema_version (version, applied_at_ms) VALUES (@version, @now)",
            ("version", migration.Version),
            ("now", now.ToUnixTimeMilliseconds())).ConfigureAwait(false);
    }
}
