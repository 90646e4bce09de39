namespace Ayni.Data.Import.Sniffing;

/// <summary>Signs and codes of money that stand beside numbers.</summary>
internal static class Currencies
{
    /// <summary>Signs of one currency, after its code.</summary>
    private static readonly Dictionary<string, string> Signs = new (string Code, string[] Signs)[]
        {
            ("EUR", ["€", "euro", "euros"]),
            ("PEN", ["S/", "S/.", "soles"]),
            ("GBP", ["£"]),
            ("USD", ["US$", "U$S", "USD$"]),
            ("BRL", ["R$"]),
            ("BOB", ["Bs", "Bs."]),
            ("CRC", ["₡"]),
            ("PYG", ["₲"]),
            ("INR", ["₹"]),
            ("MXN", ["MX$"]),
            ("COP", ["COL$"]),
            ("CLP", ["CLP$"]),
            ("ARS", ["AR$"]),
            ("DOP", ["RD$"]),
            ("TRY", ["₺"]),
            ("PLN", ["zł"]),
            ("KRW", ["₩"]),
        }
        .SelectMany(one => one.Signs.Select(sign => (sign, one.Code)))
        .ToDictionary(pair => pair.sign, pair => pair.Code, StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        "EUR", "USD", "PEN", "GBP", "MXN", "CLP", "COP", "ARS", "BRL", "BOB", "UYU", "PYG", "CRC", "GTQ", "DOP", "HNL",
        "NIO", "PAB", "VES", "CHF", "CAD", "AUD", "NZD", "JPY", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "TRY",
    };

    /// <summary>Signs of several currencies, which somebody must say.</summary>
    private static readonly HashSet<string> Open = new(StringComparer.Ordinal) { "$", "¥", "kr", "Q", "L" };

    public static bool IsKnown(string text)
        => Signs.ContainsKey(text) || Codes.Contains(text) || Open.Contains(text);

    /// <summary>The ISO 4217 code; null for a sign of several currencies.</summary>
    public static string? CodeOf(string text)
        => Signs.TryGetValue(text, out var code) ? code : Codes.Contains(text) ? text.ToUpperInvariant() : null;
}
