using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Mart.Files;

/// <summary>One column of a table: what the file calls it and where a row keeps it.</summary>
internal abstract class MartColumn<TRow>(Field field, string type, bool isNullable)
{
    public Field Field { get; } = field;

    public string Name => Field.Name;

    /// <summary>Its type, for the manifest.</summary>
    public string Type { get; } = type;

    public bool IsNullable { get; } = isNullable;

    /// <summary>True where a file holds the column's values as a dictionary of those that repeat.</summary>
    public virtual bool IsText => false;

    /// <summary>The field that holds values: of a list the element.</summary>
    protected virtual DataField Values => (DataField)Field;

    public abstract Task WriteAsync(
        ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken);

    public abstract Task ReadAsync(
        ParquetRowGroupReader group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken);

    /// <summary>The path of <see cref="Values"/>, by which the writer takes hints.</summary>
    public string ValuesPath => Values.Path.ToString();
}
