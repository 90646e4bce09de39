using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Mart.Files;

/// <summary>A column of lists of texts; an empty list is a list, no missing value.</summary>
internal sealed class TextListColumn<TRow>(
    string name, Func<TRow, IReadOnlyList<string>> get, Action<TRow, IReadOnlyList<string>> set)
    : MartColumn<TRow>(
        new ListField(name, new DataField<string>(ListField.ElementName, false)), "list<string>", isNullable: false)
{
    public override bool IsText => true;

    protected override DataField Values => (DataField)((ListField)Field).Item;

    // Dremel's levels: 0 begins a row, 1 goes on with it; a text is defined to the full depth, an empty list one less.
    public override Task WriteAsync(
        ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var texts = new List<ReadOnlyMemory<char>>(rows.Count);
        var definitions = new List<int>(rows.Count);
        var repetitions = new List<int>(rows.Count);
        var defined = Values.MaxDefinitionLevel;
        foreach (var row in rows)
        {
            var list = get(row);
            if (list.Count == 0)
            {
                definitions.Add(defined - 1);
                repetitions.Add(0);
            }

            for (var i = 0; i < list.Count; i++)
            {
                texts.Add(list[i].AsMemory());
                definitions.Add(defined);
                repetitions.Add(i == 0 ? 0 : 1);
            }
        }

        return group.WriteAllPartsAsync<ReadOnlyMemory<char>>(
            Values, texts.ToArray(), definitions.ToArray(), repetitions.ToArray(), cancellationToken);
    }

    public override async Task ReadAsync(
        ParquetRowGroupReader group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var count = checked((int)(group.GetMetadata(Values)?.MetaData?.NumValues ?? 0));
        var texts = new ReadOnlyMemory<char>[count];
        var definitions = new int[count];
        var repetitions = new int[count];
        await group.ReadRawAsync<ReadOnlyMemory<char>>(Values, texts, definitions, repetitions, cancellationToken);
        var (row, text) = (-1, 0);
        var list = new List<string>();
        for (var i = 0; i < count; i++)
        {
            if (repetitions[i] == 0)
            {
                Put(rows, row++, list);
                list = [];
            }

            if (definitions[i] == Values.MaxDefinitionLevel)
                list.Add(new string(texts[text++].Span));
        }

        Put(rows, row, list);
    }

    private void Put(IReadOnlyList<TRow> rows, int row, List<string> list)
    {
        if (row >= 0)
            set(rows[row], list);
    }
}
