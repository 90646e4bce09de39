using System.Globalization;
using System.Text;

namespace Ayni.Data.Import.Rows;

/// <summary>Values that a file has with their type, as the texts that its other cells would be.</summary>
internal static class TypedValues
{
    private const string Local = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    /// <summary>The text; null of nothing. Times are ISO 8601, without an offset where the file has none.</summary>
    public static string? Text(object? value, NumberFormat numbers) => value switch
    {
        null or DBNull => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime { Kind: DateTimeKind.Utc } time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(Local, CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        double or float or decimal or int or long or short or sbyte or byte or uint or ulong or ushort =>
            numbers.Write(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
