using System.Data.Common;
using Ayni.Domain.Catalog;
using Ayni.Storage.Catalog;
using Npgsql;
using NpgsqlTypes;

namespace Ayni.Storage.Postgres;

/// <summary>The catalogue in PostgreSQL: one array a column, so that a statement writes thousands of rows.</summary>
internal sealed class PostgresCatalogStore(PostgresDatabase database) : CatalogStore(database)
{
    /// <summary>Rows of one statement.</summary>
    private const int MaxRowsPerStatement = 5000;

    private const string Upsert =
        $"INSERT INTO products ({Columns}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
        + "ON CONFLICT (product_id) DO UPDATE SET name = excluded.name, "
        + "description = excluded.description, category = excluded.category, brand = excluded.brand, "
        + "price = excluded.price, list_price = excluded.list_price, currency = excluded.currency, "
        + "stock = excluded.stock, is_active = excluded.is_active";

    protected override string AmongIds => "product_id = ANY(@ids)";

    protected override string ForUpdate => " FOR UPDATE";

    protected override object IdsParameter(string[] ids) => ids;

    protected override async Task WriteRowsAsync(DbConnection connection, IReadOnlyList<Product> products)
    {
        foreach (var rows in products.Chunk(MaxRowsPerStatement))
        {
            var command = new NpgsqlCommand(Upsert, (NpgsqlConnection)connection);
            await using var commandScope = command.ConfigureAwait(false);
            Add(command, NpgsqlDbType.Text, rows, product => product.ProductId);
            Add(command, NpgsqlDbType.Text, rows, product => product.Name);
            Add(command, NpgsqlDbType.Text, rows, product => product.Description);
            Add(command, NpgsqlDbType.Text, rows, product => product.Category);
            Add(command, NpgsqlDbType.Text, rows, product => product.Brand);
            Add(command, NpgsqlDbType.Numeric, rows, product => product.Price);
            Add(command, NpgsqlDbType.Numeric, rows, product => product.ListPrice);
            Add(command, NpgsqlDbType.Text, rows, product => product.Currency);
            Add(command, NpgsqlDbType.Integer, rows, product => product.Stock);
            Add(command, NpgsqlDbType.Boolean, rows, product => product.IsActive);
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private static void Add<T>(
        NpgsqlCommand command, NpgsqlDbType type, Product[] rows, Func<Product, T> column) =>
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | type,
            Value = Array.ConvertAll(rows, product => column(product)),
        });
}
