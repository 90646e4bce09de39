using System.Globalization;
using Ayni.Storage.Backups;
using Microsoft.Data.Sqlite;

namespace Ayni.Storage.Sqlite;

/// <summary>The tables of a SQLite file as it describes them.</summary>
internal static class SqliteTables
{
    /// <summary>Asks whether there is a table @name.</summary>
    public const string Exists = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = @name";

    private const string Names =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";

    public static async Task<IReadOnlyList<string>> NamesAsync(SqliteConnection connection)
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
    public static async Task<IReadOnlyList<StoredTable>> ReadAsync(SqliteConnection connection)
    {
        var tables = new List<StoredTable>();
        foreach (var name in (await NamesAsync(connection).ConfigureAwait(false)).Where(StoredTable.IsCarried))
            tables.Add(StoredTable.Of(name, await ColumnsAsync(connection, name).ConfigureAwait(false)));
        return tables;
    }

    private static async Task<List<StoredColumn>> ColumnsAsync(SqliteConnection connection, string table)
    {
        var columns = new List<StoredColumn>();
        var command = connection.Command("SELECT name, type, pk FROM pragma_table_info(@table)", ("table", table));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            var (name, type) = (reader.GetString(0), reader.GetString(1).ToUpperInvariant());
            columns.Add(new StoredColumn(name, KindOf(table, name, type), reader.GetInt32(2)));
        }

        return columns;
    }

    private static ColumnKind KindOf(string table, string column, string type) => type switch
    {
        "INTEGER" or "INT" or "BIGINT" => ColumnKind.Integer,
        "REAL" => ColumnKind.Real,
        "TEXT" => ColumnKind.Text,
        "BLOB" => ColumnKind.Blob,
        _ => throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"The column {table}.{column} is of type {type}, which archives have no form for.")),
    };
}
