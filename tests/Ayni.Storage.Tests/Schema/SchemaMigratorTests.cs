using Ayni.Domain.Errors;
using Ayni.Storage.Postgres;
using Ayni.Storage.Schema;
using Ayni.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Ayni.Storage.Tests.Schema;

public sealed class SchemaMigratorTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly Migration[] Steps =
    [
        new(1, "CREATE TABLE t (a integer); INSERT INTO t VALUES (1)"),
        new(2, "ALTER TABLE t ADD COLUMN b integer; UPDATE t SET b = a + 1"),
        new(3, "CREATE INDEX i ON t (b)"),
    ];

    [Fact]
    public async Task MigrateAsync_EmptyDatabase_AppliesAll()
    {
        await using var connection = await OpenAsync();

        Assert.Equal(3, await SchemaMigrator.MigrateAsync(connection, Steps, Now));

        Assert.Equal(2L, await connection.ScalarAsync("SELECT b FROM t"));
        var appliedAt = await connection.ScalarAsync("SELECT max(applied_at_ms) FROM schema_version");
        Assert.Equal(Now.ToUnixTimeMilliseconds(), appliedAt);
    }

    [Fact]
    public async Task MigrateAsync_OlderSchema_AppliesTheRestAndKeepsTheData()
    {
        await using var connection = await OpenAsync();
        await SchemaMigrator.MigrateAsync(connection, Steps[..1], Now);

        Assert.Equal(2, await SchemaMigrator.MigrateAsync(connection, Steps, Now));
        Assert.Equal(0, await SchemaMigrator.MigrateAsync(connection, Steps, Now));

        Assert.Equal(2L, await connection.ScalarAsync("SELECT b FROM t"));
    }

    [Fact]
    public async Task MigrateAsync_NewerSchema_IsRefusedWithBothVersions()
    {
        await using var connection = await OpenAsync();
        await SchemaMigrator.MigrateAsync(connection, Steps, Now);

        var exception = await Assert.ThrowsAsync<AyniException>(
            () => SchemaMigrator.MigrateAsync(connection, Steps[..2], Now));

        Assert.Equal(ErrorCodes.Conflict, exception.Code);
        Assert.Contains("version 3", exception.Message, StringComparison.Ordinal);
        Assert.Contains("up to 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Migrations_BothDatabases_AreNumberedFromOneAndEquallyMany()
    {
        var versions = SqliteSchema.Migrations.Select(migration => migration.Version).ToList();

        Assert.Equal(Enumerable.Range(1, versions.Count), versions);
        Assert.Equal(versions, PostgresSchema.Migrations.Select(migration => migration.Version));
    }

    private static async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        return connection;
    }
}
