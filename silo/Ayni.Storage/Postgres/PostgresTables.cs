using Ayni.Storage.Backups;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>The tables of Ayni's schema as PostgreSQL describes them.</summary>
internal static class PostgresTables
{
    /// <summary>Asks whether there is a table @name.</summary>
    public const string Exists =
        $"SELECT count(*) FROM pg_tables WHERE schemaname = '{PostgresSchema.Name}' AND tablename = @name";

    private const string Names =
        $"SELECT tablename::text FROM pg_tables WHERE schemaname = '{PostgresSchema.Name}' "
        + "ORDER BY tablename COLLATE \"C\"";

    private const string Columns =
        "SELECT a.attname::text, format_type(a.atttypid, NULL), "
        + "coalesce(array_position(i.indkey::int2[], a.attnum), -1) "
        + "FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary "
        + $"WHERE a.attrelid = ('{PostgresSchema.Name}.' || quote_ident(@table))::regclass "
        + "AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

    public static async Task<IReadOnlyList<string>> NamesAsync(NpgsqlConnection connection)
    {
        var names = new List<string>();
        var command = connection.Command(Names);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
            names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>Those that archives have.</summary>
    public static async Task<IReadOnlyList<StoredTable>> ReadAsync(NpgsqlConnection connection)
    {
        var tables = new List<StoredTable>();
        foreach (var name in (await NamesAsync(connection).ConfigureAwait(false)).Where(StoredTable.IsCarried))
            tables.Add(StoredTable.Of(name, await ColumnsAsync(connection, name).ConfigureAwait(false)));
        return tables;
    }

    private static async Task<List<StoredColumn>> ColumnsAsync(NpgsqlConnection connection, string table)
    {
        var columns = new List<StoredColumn>();
        var command = connection.Command(Columns, ("table", table));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            var (name, type) = (reader.GetString(0), reader.GetString(1));
            // An int2vector counts from 0.
            columns.Add(new StoredColumn(name, KindOf(table, name, type), reader.GetInt32(2) + 1));
        }

        return columns;
    }

    private static ColumnKind KindOf(string table, string column, string type) => type switch
    {
        "bigint" => ColumnKind.Integer,
        "integer" => ColumnKind.Int,
        "smallint" => ColumnKind.SmallInt,
        "boolean" => ColumnKind.Boolean,
        "double precision" => ColumnKind.Real,
        "numeric" => ColumnKind.Numeric,
        "text" => ColumnKind.Text,
        "bytea" => ColumnKind.Blob,
        _ => throw new InvalidOperationException(
            $"The column {table}.{column} is of type {type}, which archives have no form for."),
    };
}
