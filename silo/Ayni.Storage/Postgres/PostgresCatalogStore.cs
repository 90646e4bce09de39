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

    // The statement before moved the head: the subquery sees where this transaction put it.
    private const string Upsert =
        $"INSERT INTO products ({Columns}, position) SELECT {Columns}, "
        + "(SELECT position FROM catalog_head) - cardinality($1) + ordinal "
        + $"FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) WITH ORDINALITY AS s ({Columns}, ordinal) "
        + "ON CONFLICT (product_id) DO UPDATE SET name = excluded.name, "
        + "description = excluded.description, category = excluded.category, brand = excluded.brand, "
        + "price = excluded.price, list_price = excluded.list_price, currency = excluded.currency, "
        + "stock = excluded.stock, is_active = excluded.is_active, "
        + "position = excluded.position";

    private const string Undelete = "DELETE FROM deleted_products WHERE product_id = ANY($1)";

    protected override string AmongIds => "product_id = ANY(@ids)";

    protected override object IdsParameter(string[] ids) => ids;

    protected override async Task<long> WriteRowsAsync(DbConnection connection, Product[] products)
    {
        long head = 0;
        foreach (var rows in products.Chunk(MaxRowsPerStatement))
            head = await WriteChunkAsync((NpgsqlConnection)connection, rows).ConfigureAwait(false);
        return head;
    }

    // Three statements, one round trip.
    private static async Task<long> WriteChunkAsync(NpgsqlConnection connection, Product[] rows)
    {
        var move = new NpgsqlBatchCommand(MoveHead)
        {
            Parameters = { new NpgsqlParameter<int>("changes", rows.Length) },
        };
        var undelete = new NpgsqlBatchCommand(Undelete);
        Add(undelete, NpgsqlDbType.Text, rows, product => product.ProductId);
        var statements = new NpgsqlBatch(connection) { BatchCommands = { move, UpsertOf(rows), undelete } };
        await using var statementsScope = statements.ConfigureAwait(false);
        return (long)(await statements.ExecuteScalarAsync().ConfigureAwait(false))!;
    }

    private static NpgsqlBatchCommand UpsertOf(Product[] rows)
    {
        var command = new NpgsqlBatchCommand(Upsert);
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
        return command;
    }

    private static void Add<T>(
        NpgsqlBatchCommand command, NpgsqlDbType type, Product[] rows, Func<Product, T> column) =>
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | type,
            Value = Array.ConvertAll(rows, product => column(product)),
        });
}
