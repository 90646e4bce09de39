using System.Globalization;

namespace Ayni.Data.Generation;

/// <summary>The name of a product in both languages, from its parts.</summary>
internal sealed record ProductWords(
    TypeWords Type, (string Spanish, string English) Feature, (string Spanish, string English) Variant, string Brand)
{
    private string _series = "";

    /// <summary>What the variants of one article share.</summary>
    public ProductWords Family => this with { Variant = ("", ""), _series = "" };

    public string Spanish => $"{SpanishNoun} {Variant.Spanish} — {Brand}{_series}";

    public string English => $"{EnglishNoun} {Variant.English} — {Brand}{_series}";

    /// <summary>"Olla a presión de acero inoxidable".</summary>
    public string SpanishNoun => Feature.Spanish.Length == 0 ? Type.Es : $"{Type.Es} {Feature.Spanish}";

    /// <summary>"Stainless steel pressure cooker", but "Tool set with case".</summary>
    public string EnglishNoun
        => Feature.English.Length == 0 ? Type.En
            : Feature.English.StartsWith("with ", StringComparison.Ordinal)
                || Feature.English.StartsWith("for ", StringComparison.Ordinal) ? $"{Type.En} {Feature.English}"
            : char.ToUpperInvariant(Feature.English[0]) + Feature.English[1..] + " "
                + char.ToLowerInvariant(Type.En[0]) + Type.En[1..];

    public ProductWords InSeries(int number)
        => this with { _series = string.Create(CultureInfo.InvariantCulture, $" (serie {number})") };
}
