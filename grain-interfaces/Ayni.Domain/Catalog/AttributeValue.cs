using System.Globalization;

namespace Ayni.Domain.Catalog;

/// <summary>The value of a shop's own attribute: one of five kinds. Just the member of its kind is set.</summary>
[GenerateSerializer, Immutable, Alias("ayni.attribute-value")]
public sealed record AttributeValue
{
    /// <summary>Which member holds it.</summary>
    [Id(0)] public required AttributeKind Kind { get; init; }

    /// <summary>A text; null of another kind.</summary>
    [Id(1)] public string? Text { get; init; }

    /// <summary>A finite number; 0 of another kind.</summary>
    [Id(2)] public double Number { get; init; }

    /// <summary>A flag; false of another kind.</summary>
    [Id(3)] public bool Flag { get; init; }

    /// <summary>A moment in UTC, to the millisecond; the default of another kind.</summary>
    [Id(4)] public DateTimeOffset Date { get; init; }

    /// <summary>Texts; empty of another kind.</summary>
    [Id(5)] public TextSet List { get; init; } = TextSet.Empty;

    /// <summary>A text.</summary>
    public static AttributeValue Of(string text) => new() { Kind = AttributeKind.Text, Text = text };

    /// <summary>A number. There is one zero, as in the stores.</summary>
    public static AttributeValue Of(double number) =>
        new() { Kind = AttributeKind.Number, Number = number == 0 ? 0 : number };

    /// <summary>A flag.</summary>
    public static AttributeValue Of(bool flag) => new() { Kind = AttributeKind.Flag, Flag = flag };

    /// <summary>A moment, without what is finer than a millisecond: no store keeps it.</summary>
    public static AttributeValue Of(DateTimeOffset date) => new()
    {
        Kind = AttributeKind.Date,
        Date = DateTimeOffset.FromUnixTimeMilliseconds(date.ToUnixTimeMilliseconds()),
    };

    /// <summary>Texts.</summary>
    public static AttributeValue Of(TextSet list) => new() { Kind = AttributeKind.List, List = list };

    /// <summary>The value as a message shows it.</summary>
    public override string ToString() => Kind switch
    {
        AttributeKind.Number => Number.ToString(CultureInfo.InvariantCulture),
        AttributeKind.Flag => Flag ? "true" : "false",
        AttributeKind.Date => Date.ToString("O", CultureInfo.InvariantCulture),
        AttributeKind.List => $"[{List}]",
        _ => Text ?? "",
    };
}
