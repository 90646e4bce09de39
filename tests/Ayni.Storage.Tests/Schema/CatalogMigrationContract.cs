using System.Data.Common;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Storage.Schema;
using Ayni.Storage.Tests.Interactions;

namespace Ayni.Storage.Tests.Schema;

/// <summary>What becomes of a catalogue and a log that an older program made; each test makes its own.</summary>
public abstract class CatalogMigrationContract(StorageFixture fixture) : IAsyncLifetime
{
    private static readonly string[] Ids = ["p-b", "ａ", "🛒", "p-a"];

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

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
            new Product
            {
                ProductId = "p-a",
                Name = "n",
                Price = 1.50m,
                Currency = "PEN",
                Stock = 3,
                AddedAt = DateTimeOffset.UnixEpoch,
            },
            changes[0].Product);
        Assert.Equal(4, await catalog.GetHeadAsync());
        Assert.Equal(5, await catalog.DeleteAsync("p-a"));
        Assert.Equal(6, await catalog.UpsertAsync([changes[1].Product!]));
    }

    [SkippableFact]
    public async Task OpenAsync_SchemaOfFewFields_KeepsWhatIsThereAndTakesTheCurrencyOfNoPrice()
    {
        await using (var connection = await OpenAsync(fixture.Options))
        {
            await SchemaMigrator.MigrateAsync(connection, Migrations[..2], DateTimeOffset.UnixEpoch.AddDays(1));
            await connection.ExecuteAsync(
                "INSERT INTO products (product_id, name, list_price, currency, is_active, position) "
                + $"VALUES ('b', 'n', {Price}, 'USD', @active, 7), ('a', 'n', NULL, 'PEN', @active, 9)",
                ("active", false));
            await connection.ExecuteAsync("UPDATE catalog_head SET position = 9");
        }

        var catalog = (await fixture.OpenAsync()).Catalog;

        var bare = new Product
        {
            ProductId = "a",
            Name = "n",
            IsActive = false,
            AddedAt = DateTimeOffset.UnixEpoch.AddDays(1),
        };
        Assert.Equal(
            [
                new CatalogChange(7, "b", bare with { ProductId = "b", ListPrice = 1.50m, Currency = "USD" }),
                new CatalogChange(9, "a", bare),
            ],
            await catalog.ReadChangesAsync(0, 10));
        Assert.Equal(10, (await catalog.PutAsync(bare with { AddedAt = null })).Position);
        Assert.Equal([bare], await catalog.GetAsync(["a"]));
    }

    [SkippableFact]
    public async Task OpenAsync_LogOfFewTypes_KeepsItsRowsAndTakesTheNewOnes()
    {
        await using (var connection = await OpenAsync(fixture.Options))
        {
            await SchemaMigrator.MigrateAsync(connection, Migrations[..5], DateTimeOffset.UnixEpoch);
            await connection.ExecuteAsync(
                "INSERT INTO interactions "
                + "(position, event_id, user_id, product_id, type, score, timestamp_ms, order_id) "
                + "VALUES (1, 'e1', 'u', 'p', 3, 2, 1000, 'o'), (2, 'e2', 'u', 'p', 1, NULL, 2000, NULL)");
            await connection.ExecuteAsync("UPDATE log_head SET position = 2");
        }

        var log = (await fixture.OpenAsync()).Log;
        var bought = new Interaction
        {
            EventId = "e1",
            UserId = "u",
            ProductId = "p",
            Type = InteractionType.Purchase,
            Score = 2,
            Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(1),
            OrderId = "o",
        };
        var viewed = bought with
        {
            EventId = "e2",
            Type = InteractionType.View,
            Score = null,
            Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(2),
            OrderId = null,
        };
        var asked = viewed with
        {
            EventId = "e3",
            Type = InteractionType.Custom,
            CustomType = "quote",
            ReviewText = "¿Cuánto cuesta?",
        };
        await log.AppendAsync([asked]);

        Assert.Equal([bought, viewed, asked], (await log.ReadAsync(0, 10)).Select(row => row.Interaction));
        Assert.Equal(
            [
                (InteractionType.View, null, 1L), (InteractionType.Purchase, null, 1L),
                (InteractionType.Custom, "quote", 1L),
            ],
            (await log.CountByProductSinceAsync(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), 3).ToListAsync())
                .Select(count => (count.Type, count.CustomType, count.Count)));
    }

    /// <summary>The steps of the database.</summary>
    private protected abstract Migration[] Migrations { get; }

    /// <summary>A price of 1.50 in SQL.</summary>
    protected abstract string Price { get; }

    /// <summary>Opens a connection to the empty database.</summary>
    protected abstract Task<DbConnection> OpenAsync(StorageOptions options);
}
