using Ayni.Data.Import.Rows;
using Ayni.Domain.Catalog;

namespace Ayni.Data.Import;

/// <summary>Reads attributes from the current row.</summary>
internal sealed class AttributeCells
{
    private readonly RowSource _row;
    private readonly TextCells _texts;
    private readonly TimestampParser _times;
    private readonly (string Name, AttributeColumn Column, int Ordinal)[] _cells;

    public AttributeCells(
        IReadOnlyDictionary<string, AttributeColumn> columns, RowSource row, TextCells texts, TimestampParser times)
    {
        _row = row;
        _texts = texts;
        _times = times;
        _cells = [.. columns.Select(pair => (pair.Key, pair.Value, row.Ordinal(pair.Value.Column)))];
    }

    /// <summary>The attributes that have a value; why the row is refused where one is none of its kind.</summary>
    public Refusal? Read(out AttributeSet attributes)
    {
        var read = new List<KeyValuePair<string, AttributeValue>>(_cells.Length);
        attributes = AttributeSet.Empty;
        foreach (var (name, column, ordinal) in _cells)
        {
            if (_row.Value(ordinal) is not { } cell)
                continue;
            if (ValueOf(cell, column.Kind) is not { } value)
                return new Refusal(ReasonOf(column.Kind), column.Column, cell);
            read.Add(KeyValuePair.Create(name, value));
        }

        attributes = AttributeSet.Of(read);
        return null;
    }

    /// <summary>The column of an attribute; null if there is none.</summary>
    public string? ColumnOf(string name) => _cells.FirstOrDefault(cell => cell.Name == name).Column?.Column;

    private AttributeValue? ValueOf(string cell, AttributeKind kind) => kind switch
    {
        AttributeKind.Number => _row.Numbers.TryParse(cell, out double number) ? AttributeValue.Of(number) : null,
        AttributeKind.Flag => FlagOf(cell) is { } flag ? AttributeValue.Of(flag) : null,
        AttributeKind.Date => _times.TryParse(cell, out var time) ? AttributeValue.Of(time) : null,
        AttributeKind.List => AttributeValue.Of(_texts.Split(cell)),
        _ => AttributeValue.Of(cell),
    };

    private static bool? FlagOf(string cell) => cell.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" => true,
        "false" or "0" or "no" => false,
        _ => null,
    };

    private static string ReasonOf(AttributeKind kind) => kind switch
    {
        AttributeKind.Number => ImportReasons.NotANumber,
        AttributeKind.Date => ImportReasons.BadTime,
        _ => ImportReasons.BadText,
    };
}
