using System.Globalization;

namespace Ayni.Data.Import;

/// <summary>Numbers as files write them: invariant, finite.</summary>
internal static class Numbers
{
    public static bool TryParse(string? text, out double number)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);

    public static bool TryParse(string? text, out decimal number)
        => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
