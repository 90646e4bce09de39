using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Json;

/// <summary>Checks query parameters.</summary>
internal static class Ranges
{
    /// <exception cref="RefusalException">The value is outside its range.</exception>
    public static int Check(string field, int? value, int fallback, int min, int max)
    {
        var checkedValue = value ?? fallback;
        return checkedValue >= min && checkedValue <= max
            ? checkedValue
            : throw RefusalException.OfField(
                field, $"{checkedValue}", $"Not from {min} to {max}.",
                $"Send {min} to {max}, or leave it out for {fallback}.");
    }
}
