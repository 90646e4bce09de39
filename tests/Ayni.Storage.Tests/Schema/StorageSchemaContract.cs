using System.Data.Common;
using Ayni.Domain.Errors;
using Ayni.Storage.Sqlite;

namespace Ayni.Storage.Tests.Schema;

/// <summary>How a storage treats the schema it finds, whichever database keeps it.</summary>
public abstract class StorageSchemaContract(StorageFixture fixture)
{
    [SkippableFact]
    public async Task InitializeAsync_ManyAtOnce_MakesItOnce()
    {
        var storages = Enumerable.Range(0, 8).Select(_ => new AyniStorage(fixture.Options, fixture.Clock)).ToList();

        await Task.WhenAll(storages.SelectMany(s => new[] { s.InitializeAsync(), s.InitializeAsync() }));

        var versions = await storages[0].Database.WriteAsync(
            connection => connection.ScalarAsync("SELECT count(*) FROM schema_version"), CancellationToken.None);
        Assert.Equal((long)SqliteSchema.Migrations.Count, versions);
        foreach (var storage in storages)
            await storage.DisposeAsync();
    }

    [SkippableFact]
    public async Task OpenAsync_NewerSchema_IsRefusedAndLeftAlone()
    {
        var storage = await fixture.OpenAsync();
        await ExecuteAsync(storage, "INSERT INTO schema_version (version, applied_at_ms) VALUES (999, 0)");

        var exception = await Assert.ThrowsAsync<AyniException>(
            () => AyniStorage.OpenAsync(fixture.Options, fixture.Clock));

        Assert.Contains("999", exception.Message, StringComparison.Ordinal);
        await ExecuteAsync(storage, "DELETE FROM schema_version WHERE version = 999");
        await using var again = await AyniStorage.OpenAsync(fixture.Options, fixture.Clock);
    }

    [SkippableFact]
    public async Task WriteAsync_WorkThrows_WritesNothing()
    {
        var storage = await fixture.OpenAsync();

        await Assert.ThrowsAsync<InvalidDataException>(() => storage.Database.WriteAsync<int>(
            async connection =>
            {
                await InsertAsync(connection);
                throw new InvalidDataException();
            },
            CancellationToken.None));

        Assert.Equal(0, await storage.Catalog.CountAsync());
        await storage.Database.WriteAsync(InsertAsync, CancellationToken.None);
        Assert.Equal(1, await storage.Catalog.CountAsync());
    }

    private static Task<int> InsertAsync(DbConnection connection) => connection.ExecuteAsync(
        "INSERT INTO products (product_id, name, is_active, added_at_ms, position) VALUES ('p', 'n', @active, 0, 1)",
        ("active", true));

    private static Task<int> ExecuteAsync(AyniStorage storage, string sql) =>
        storage.Database.WriteAsync(connection => connection.ExecuteAsync(sql), CancellationToken.None);
}
