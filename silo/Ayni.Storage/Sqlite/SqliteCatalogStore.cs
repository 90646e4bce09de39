using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Ayni.Domain.Catalog;
using Ayni.Storage.Catalog;

namespace Ayni.Storage.Sqlite;

/// <summary>The catalogue in SQLite. Prices are kept as text, because SQLite has no decimal numbers.</summary>
internal sealed class SqliteCatalogStore(SqliteDatabase database) : CatalogStore(database)
{
    private const string Upsert =
        $"INSERT INTO products ({Columns}) VALUES (@id, @name, @description, @category, @brand, @price, @list_price, "
        + "@currency, @stock, @is_active) ON CONFLICT (product_id) DO UPDATE SET name = excluded.name, "
        + "description = excluded.description, category = excluded.category, brand = excluded.brand, "
        + "price = excluded.price, list_price = excluded.list_price, currency = excluded.currency, "
        + "stock = excluded.stock, is_active = excluded.is_active";

    protected override string AmongIds => "product_id IN (SELECT value FROM json_each(@ids))";

    protected override string ForUpdate => "";

    protected override object IdsParameter(string[] ids) => JsonSerializer.Serialize(ids);

    protected override async Task WriteRowsAsync(DbConnection connection, IReadOnlyList<Product> products)
    {
        var command = connection.Command(
            Upsert,
            ("id", null), ("name", null), ("description", null), ("category", null), ("brand", null), ("price", null),
            ("list_price", null), ("currency", null), ("stock", null), ("is_active", null));
        await using var commandScope = command.ConfigureAwait(false);
        foreach (var product in products)
        {
            object?[] values =
            [
                product.ProductId, product.Name, product.Description, product.Category, product.Brand,
                Text(product.Price), Text(product.ListPrice), product.Currency, product.Stock, product.IsActive,
            ];
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private static string? Text(decimal? price) => price?.ToString(CultureInfo.InvariantCulture);
}
