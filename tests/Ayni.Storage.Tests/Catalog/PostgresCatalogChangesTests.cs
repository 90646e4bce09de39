using Ayni.Domain.Catalog;
using Npgsql;

namespace Ayni.Storage.Tests.Catalog;

public sealed class PostgresCatalogChangesTests(PostgresFixture fixture)
    : CatalogChangesContract(fixture), IClassFixture<PostgresFixture>
{
    private const string InsertLate =
        """
        UPDATE ayni.catalog_head SET position = position + 1;
        INSERT INTO ayni.products (product_id, name, is_active, added_at_ms, position)
            SELECT 'late', 'late', true, 0, position FROM ayni.catalog_head;
        """;

    private const string CountWaiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        + "AND pid IN (SELECT pid FROM pg_locks WHERE NOT granted)";

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_BehindAnOpenTransaction_WaitsAndReadersSeeNeitherUntilBothAreThere(bool isCommitted)
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var head = await catalog.UpsertAsync([Named("patched"), Named("deleted")]);
        await using var source = NpgsqlDataSource.Create(fixture.Options.PostgresConnectionString!);
        await using var late = await source.OpenConnectionAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(InsertLate, late))
            await insert.ExecuteNonQueryAsync();

        Task<long?>[] writes =
        [
            UpsertAsync(catalog), PatchAsync(catalog), catalog.DeleteAsync("deleted"),
        ];
        while (await CountWaitingAsync(source) < writes.Length)
            Assert.DoesNotContain(writes, write => write.IsCompleted);

        Assert.Equal(head, await catalog.GetHeadAsync());
        Assert.Empty(await catalog.ReadChangesAsync(head, 10));
        await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
        var positions = (await Task.WhenAll(writes)).Order();
        var first = isCommitted ? head + 2 : head + 1;
        Assert.Equal([first, first + 1, first + 2], positions);
        var read = await catalog.ReadChangesAsync(head, 10);
        Assert.Equal(isCommitted ? 4 : 3, read.Count);
        Assert.Equal(isCommitted, read[0].ProductId == "late");
        Assert.NotNull(await catalog.DeleteAsync("patched"));
        await catalog.DeleteAsync("late");
    }

    private static async Task<long?> UpsertAsync(ICatalogStore catalog) => await catalog.UpsertAsync([Named("new")]);

    private static async Task<long?> PatchAsync(ICatalogStore catalog) =>
        (await catalog.UpdateAsync("patched", new ProductPatch { Stock = 1 }))?.Position;

    private static async Task<long> CountWaitingAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(CountWaiting);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Product Named(string id) => new() { ProductId = id, Name = id };
}
