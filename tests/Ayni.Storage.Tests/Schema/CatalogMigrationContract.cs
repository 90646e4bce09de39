using System.Data.Common;
using Ayni.Domain.Catalog;
using Ayni.Storage.Schema;

namespace Ayni.Storage.Tests.Schema;

/// <summary>What becomes of a catalogue from before its changes had positions.</summary>
public abstract class CatalogMigrationContract(StorageFixture fixture)
{
    private static readonly string[] Ids = ["p-b", "ａ", "🛒", "p-a"];

    [SkippableFact]
    public async Task OpenAsync_SchemaWithoutPositions_NumbersTheProductsById()
    {
        await using (var connection = await OpenAsync(fixture.Options))
        {
            await SchemaMigrator.MigrateAsync(connection, Migrations[..1], DateTimeOffset.UnixEpoch);
            foreach (var id in Ids)
                await connection.ExecuteAsync(
                    "INSERT INTO products (product_id, name, price, currency, stock, is_active) "
                    + $"VALUES (@id, 'n', {Price}, 'PEN', 3, @active)",
                    ("id", id),
                    ("active", true));
        }

        var catalog = (await fixture.OpenAsync()).Catalog;

        var changes = await catalog.ReadChangesAsync(0, 10);
        Assert.Equal(["p-a", "p-b", "ａ", "🛒"], changes.Select(change => change.ProductId));
        Assert.Equal([1, 2, 3, 4], changes.Select(change => change.Position));
        Assert.Equal(
            new Product { ProductId = "p-a", Name = "n", Price = 1.50m, Stock = 3 }, changes[0].Product);
        Assert.Equal(4, await catalog.GetHeadAsync());
        Assert.Equal(5, await catalog.DeleteAsync("p-a"));
        Assert.Equal(6, await catalog.UpsertAsync([changes[1].Product!]));
    }

    /// <summary>The steps of the database.</summary>
    private protected abstract Migration[] Migrations { get; }

    /// <summary>A price of 1.50 in SQL.</summary>
    protected abstract string Price { get; }

    /// <summary>Opens a connection to the empty database.</summary>
    protected abstract Task<DbConnection> OpenAsync(StorageOptions options);
}
