namespace Ayni.Data.Import.Sniffing;

/// <summary>Signs and codes of money that stand beside numbers.</summary>
internal static class Currencies
{
    /// <summary>Signs of one currency.</summary>
    private static readonly Dictionary<string, string> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["€"] = "EUR", ["euro"] = "EUR", ["euros"] = "EUR", ["S/"] = "PEN", ["S/."] = "PEN", ["soles"] = "PEN",
        ["£"] = "GBP", ["US$"] = "USD", ["U$S"] = "USD", ["USD$"] = "USD", ["R$"] = "BRL", ["Bs"] = "BOB",
        ["Bs."] = "BOB", ["₡"] = "CRC", ["₲"] = "PYG", ["₹"] = "INR", ["MX$"] = "MXN", ["COL$"] = "COP",
        ["CLP$"] = "CLP", ["AR$"] = "ARS", ["RD$"] = "DOP", ["₺"] = "TRY", ["zł"] = "PLN", ["₩"] = "KRW",
    };

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
