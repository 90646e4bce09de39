using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Mart.Files;

/// <summary>A column of texts, UTF-8.</summary>
internal sealed class TextColumn<TRow>(
    string name, bool isNullable, Func<TRow, string?> get, Action<TRow, string?> set)
    : MartColumn<TRow>(new DataField<string>(name, isNullable), "string", isNullable)
{
    public override bool IsText => true;

    public override Task WriteAsync(
        ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var values = new string?[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = get(rows[i]);
        return IsNullable
            ? group.WriteAsync(Values, values)
            : group.WriteAsync(
                Values,
                new ReadOnlyMemory<ReadOnlyMemory<char>>(Array.ConvertAll(values, value => value.AsMemory())),
                cancellationToken: cancellationToken);
    }

    public override async Task ReadAsync(
        ParquetRowGroupReader group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var values = new string?[rows.Count];
        await group.ReadAsync(Values, values.AsMemory(), cancellationToken: cancellationToken);
        for (var i = 0; i < values.Length; i++)
            set(rows[i], values[i]);
    }
}
