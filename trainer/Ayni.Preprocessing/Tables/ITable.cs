namespace Ayni.Preprocessing.Tables;

/// <summary>A table that is read a column at a time, so that a wide one need not be held whole.</summary>
public interface ITable
{
    /// <summary>What it is of, such as <c>interactions</c>.</summary>
    string Name { get; }

    /// <summary>Version of the definitions that its features were made by.</summary>
    string FeatureSet { get; }

    /// <summary>Column of the instant that a row knows what came before of.</summary>
    string TimeColumn { get; }

    /// <summary>
    /// Column of the log's first position that a row was worked out from; null: the table has none. By it rows are
    /// known whose shopper was erased.
    /// </summary>
    string? OriginColumn => null;

    /// <summary>Its columns.</summary>
    IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Reads all values of a column. Times are milliseconds since 1970.</summary>
    Task<ColumnValues> ReadAsync(TableColumn column, CancellationToken cancellationToken);
}
