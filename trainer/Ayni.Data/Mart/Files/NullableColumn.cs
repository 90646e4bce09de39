using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Mart.Files;

/// <summary>A column of values of which some are missing.</summary>
internal sealed class NullableColumn<TRow, TValue>(
    DataField field, string type, Func<TRow, TValue?> get, Action<TRow, TValue?> set)
    : MartColumn<TRow>(field, type, isNullable: true)
    where TValue : struct
{
    public override Task WriteAsync(
        ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var values = new TValue?[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = get(rows[i]);
        return group.WriteAsync(Values, new ReadOnlyMemory<TValue?>(values), cancellationToken: cancellationToken);
    }

    public override async Task ReadAsync(
        ParquetRowGroupReader group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var values = new TValue?[rows.Count];
        await group.ReadAsync(Values, values.AsMemory(), cancellationToken: cancellationToken);
        for (var i = 0; i < values.Length; i++)
            set(rows[i], values[i]);
    }
}
