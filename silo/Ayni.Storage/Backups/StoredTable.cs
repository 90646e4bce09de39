namespace Ayni.Storage.Backups;

/// <summary>A table as the database describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in their order.</param>
internal sealed record StoredTable(string Name, IReadOnlyList<StoredColumn> Columns)
{
    /// <summary>
    /// Tables that no archive has as they are: the schema's version stands in the manifest, values of the model store
    /// are files, states of grains have one form for both databases, and an unfinished restore is refused.
    /// </summary>
    private static readonly string[] NotCarried =
        ["schema_version", "model_chunks", "grain_state", UnfinishedRestore.Table];

    /// <summary>A table with its columns by name: the databases have them in orders of their own.</summary>
    public static StoredTable Of(string name, IEnumerable<StoredColumn> columns) =>
        new(name, [.. columns.OrderBy(column => column.Name, StringComparer.Ordinal)]);

    public static bool IsCarried(string name) => !NotCarried.Contains(name);

    /// <summary>All columns, for a SELECT or an INSERT.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(column => column.Name));
}
