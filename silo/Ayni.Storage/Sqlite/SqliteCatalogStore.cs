using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Ayni.Domain.Catalog;
using Ayni.Storage.Catalog;
using Microsoft.Data.Sqlite;

namespace Ayni.Storage.Sqlite;

/// <summary>The catalogue in SQLite. Prices are kept as text, because SQLite has no decimal numbers.</summary>
internal sealed class SqliteCatalogStore(SqliteDatabase database, TimeProvider time) : CatalogStore(database, time)
{
    private static readonly string Upsert =
        $"INSERT INTO products ({ProductRows.Columns}, position) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
        + "coalesce(?16, (SELECT added_at_ms FROM products WHERE product_id = ?1), ?19), ?17, ?18) "
        + $"ON CONFLICT (product_id) DO UPDATE SET {ProductRows.Assignments}";

    private const string AnyDeleted = "SELECT 1 FROM deleted_products LIMIT 1";

    private const string Undelete = "DELETE FROM deleted_products WHERE product_id = ?1";

    protected override string CategoryByBytes => "category";

    protected override string AmongIds => "product_id IN (SELECT value FROM json_each(@ids))";

    protected override object IdsParameter(string[] ids) => JsonSerializer.Serialize(ids);

    protected override async Task<long> WriteRowsAsync(DbConnection connection, Product[] products, long nowMs)
    {
        var head = await MoveHeadAsync(connection, products.Length).ConfigureAwait(false);
        var handle = ((SqliteConnection)connection).Handle!;
        using var anyDeleted = SqliteStatement.Prepare(handle, AnyDeleted);
        using var undelete = SqliteStatement.Prepare(handle, Undelete);
        using var upsert = SqliteStatement.Prepare(handle, Upsert);
        var mayBeDeleted = anyDeleted.Int64() is not null;
        upsert.Bind(19, nowMs);
        for (var i = 0; i < products.Length; i++)
        {
            Bind(upsert, products[i], head - products.Length + i + 1);
            upsert.Execute();
            if (!mayBeDeleted)
                continue;
            undelete.Bind(1, products[i].ProductId);
            undelete.Execute();
        }

        return head;
    }

    private static void Bind(SqliteStatement upsert, Product product, long position)
    {
        upsert.Bind(1, product.ProductId);
        upsert.Bind(2, product.Name);
        upsert.Bind(3, product.Description);
        upsert.Bind(4, product.Category);
        upsert.Bind(5, product.Brand);
        upsert.Bind(6, Text(product.Price));
        upsert.Bind(7, Text(product.ListPrice));
        upsert.Bind(8, product.Currency);
        upsert.Bind(9, (long?)product.Stock);
        upsert.Bind(10, product.IsActive ? 1L : 0L);
        upsert.Bind(11, product.ParentId);
        upsert.Bind(12, ProductRows.JsonOf(product.Tags));
        upsert.Bind(13, ProductRows.JsonOf(product.Stores));
        upsert.Bind(14, ProductRows.JsonOf(product.Groups));
        upsert.Bind(15, ProductRows.JsonOf(product.Attributes));
        upsert.Bind(16, ProductRows.AddedAtMs(product));
        upsert.Bind(17, ProductRows.JsonOf(product.Prices));
        upsert.Bind(18, position);
    }

    private static string? Text(decimal? price) => price?.ToString(CultureInfo.InvariantCulture);
}
