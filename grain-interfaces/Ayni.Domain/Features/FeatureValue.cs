using System.Globalization;

namespace Ayni.Domain.Features;

/// <summary>One value of a feature. Just the member of its kind is set; a missing one has none.</summary>
/// <param name="Kind">Which member holds it.</param>
/// <param name="Number">A count, a number, or 1 and 0 for true and false.</param>
/// <param name="Money">An amount.</param>
/// <param name="Text">A text.</param>
[GenerateSerializer, Immutable, Alias("ayni.feature-value")]
public readonly record struct FeatureValue(
    [property: Id(0)] FeatureKind Kind,
    [property: Id(1)] double Number,
    [property: Id(2)] decimal Money,
    [property: Id(3)] string? Text)
{
    /// <summary>No value.</summary>
    public static FeatureValue Missing => default;

    /// <summary>True without a value.</summary>
    public bool IsMissing => Kind == FeatureKind.Missing;

    /// <summary>A whole number; null: missing.</summary>
    public static FeatureValue OfCount(long? count) =>
        count is { } value ? new(FeatureKind.Count, value, 0, null) : Missing;

    /// <summary>A number; null or none that is finite: missing.</summary>
    public static FeatureValue OfNumber(double? number) =>
        number is { } value && double.IsFinite(value)
            ? new(FeatureKind.Number, value == 0 ? 0 : value, 0, null)
            : Missing;

    /// <summary>An amount, rounded to four decimals; null: missing.</summary>
    public static FeatureValue OfMoney(decimal? money) =>
        money is { } value ? new(FeatureKind.Money, 0, decimal.Round(value, 4), null) : Missing;

    /// <summary>A text; null or blank: missing.</summary>
    public static FeatureValue OfText(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Missing : new(FeatureKind.Text, 0, 0, text);

    /// <summary>True or false; null: missing.</summary>
    public static FeatureValue OfFlag(bool? flag) =>
        flag is { } value ? new(FeatureKind.Flag, value ? 1 : 0, 0, null) : Missing;

    /// <summary>The value as a message shows it; empty if there is none.</summary>
    public override string ToString() => Kind switch
    {
        FeatureKind.Missing => "",
        FeatureKind.Text => Text ?? "",
        FeatureKind.Money => Money.ToString("0.####", CultureInfo.InvariantCulture),
        FeatureKind.Flag => Number == 0 ? "false" : "true",
        _ => Number.ToString("R", CultureInfo.InvariantCulture),
    };
}
