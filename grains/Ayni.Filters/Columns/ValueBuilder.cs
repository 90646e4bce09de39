using System.Numerics;

namespace Ayni.Filters.Columns;

/// <summary>Makes a column of one value a row.</summary>
/// <param name="missing">What stands for no value.</param>
internal sealed class ValueBuilder<T>(T missing) : ColumnBuilder
    where T : struct, INumber<T>
{
    private readonly T[] _rows = Filled(missing);

    /// <summary>A value a row.</summary>
    public Span<T> Rows => _rows;

    /// <inheritdoc/>
    public override void Load(Column? column)
    {
        if (column is ValueColumn<T> values)
            values.CopyTo(_rows);
        else
            Array.Fill(_rows, missing);
    }

    /// <inheritdoc/>
    public override void Copy(int row, Column? column, int from) =>
        _rows[row] = column is ValueColumn<T> values ? values[from] : missing;

    /// <inheritdoc/>
    public override void Clear(int row) => _rows[row] = missing;

    /// <inheritdoc/>
    public override Column? Freeze() => ValueColumn<T>.Of(_rows, missing);

    private static T[] Filled(T missing)
    {
        var rows = new T[Chunk.Rows];
        Array.Fill(rows, missing);
        return rows;
    }
}
