using System.Data.Common;
using Ayni.Domain.Catalog;
using Ayni.Storage.Catalog;
using Npgsql;
using NpgsqlTypes;

namespace Ayni.Storage.Postgres;

/// <summary>The catalogue in PostgreSQL: one array a column, so that a statement writes thousands of rows.</summary>
internal sealed class PostgresCatalogStore(PostgresDatabase database, TimeProvider time) : CatalogStore(database, time)
{
    /// <summary>Rows of one statement.</summary>
    private const int MaxRowsPerStatement = 5000;

    private const string KeptAddedAt =
        "coalesce(added_at_ms, (SELECT p.added_at_ms FROM products p WHERE p.product_id = s.product_id), $18)";

    // The statement before moved the head: the subqueries see where this transaction put it, and what others wrote
    // before that.
    private static readonly string Upsert =
        $"INSERT INTO products ({ProductRows.Columns}, position) "
        + $"SELECT {ProductRows.Columns.Replace(ProductRows.AddedAt, KeptAddedAt, StringComparison.Ordinal)}, "
        + "(SELECT position FROM catalog_head) - cardinality($1) + ordinal "
        + "FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) "
        + $"WITH ORDINALITY AS s ({ProductRows.Columns}, ordinal) "
        + $"ON CONFLICT (product_id) DO UPDATE SET {ProductRows.Assignments}";

    private const string Undelete = "DELETE FROM deleted_products WHERE product_id = ANY($1)";

    protected override string CategoryByBytes => "category COLLATE \"C\"";

    protected override string AmongIds => "product_id = ANY(@ids)";

    protected override object IdsParameter(string[] ids) => ids;

    protected override async Task<long> WriteRowsAsync(DbConnection connection, Product[] products, long nowMs)
    {
        long head = 0;
        foreach (var rows in products.Chunk(MaxRowsPerStatement))
            head = await WriteChunkAsync((NpgsqlConnection)connection, rows, nowMs).ConfigureAwait(false);
        return head;
    }

    // Three statements, one round trip.
    private static async Task<long> WriteChunkAsync(NpgsqlConnection connection, Product[] rows, long nowMs)
    {
        var move = new NpgsqlBatchCommand(MoveHead)
        {
            Parameters = { new NpgsqlParameter<int>("changes", rows.Length) },
        };
        var undelete = new NpgsqlBatchCommand(Undelete);
        Add(undelete, NpgsqlDbType.Text, rows, product => product.ProductId);
        var statements = new NpgsqlBatch(connection) { BatchCommands = { move, UpsertOf(rows, nowMs), undelete } };
        await using var statementsScope = statements.ConfigureAwait(false);
        return (long)(await statements.ExecuteScalarAsync().ConfigureAwait(false))!;
    }

    private static NpgsqlBatchCommand UpsertOf(Product[] rows, long nowMs)
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
        Add(command, NpgsqlDbType.Text, rows, product => product.ParentId);
        Add(command, NpgsqlDbType.Text, rows, product => ProductRows.JsonOf(product.Tags));
        Add(command, NpgsqlDbType.Text, rows, product => ProductRows.JsonOf(product.Stores));
        Add(command, NpgsqlDbType.Text, rows, product => ProductRows.JsonOf(product.Groups));
        Add(command, NpgsqlDbType.Text, rows, product => ProductRows.JsonOf(product.Attributes));
        Add(command, NpgsqlDbType.Bigint, rows, ProductRows.AddedAtMs);
        Add(command, NpgsqlDbType.Text, rows, product => ProductRows.JsonOf(product.Prices));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = nowMs });
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
