namespace Ayni.Filters.Columns;

/// <summary>Makes one column of a chunk, row by row, from an older one or from values.</summary>
internal abstract class ColumnBuilder
{
    /// <summary>Takes all rows of an older column; null: no row has a value.</summary>
    public abstract void Load(Column? column);

    /// <summary>Takes one row of an older column; null: no value.</summary>
    public abstract void Copy(int row, Column? column, int from);

    /// <summary>Leaves a row without a value.</summary>
    public abstract void Clear(int row);

    /// <summary>The column; null if no row has a value.</summary>
    public abstract Column? Freeze();
}
