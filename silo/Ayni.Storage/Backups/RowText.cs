using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ayni.Storage.Backups;

/// <summary>
/// A row as one line of JSON: an array of its values. Both databases give the same line for the same row: a truth is 0
/// or 1, an exact number is text, bytes are base64.
/// </summary>
internal static class RowText
{
    public static readonly JsonWriterOptions Options = new()
    {
        // Read by programs alone, and half as long for a shop that writes with accents.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static void Write(Utf8JsonWriter json, IBufferWriter<byte> lines, DbDataReader row)
    {
        json.Reset();
        json.WriteStartArray();
        for (var column = 0; column < row.FieldCount; column++)
            WriteValue(json, row.GetValue(column), row, column);
        json.WriteEndArray();
        json.Flush();
        lines.Write(NewLine);
    }

    public static void Write(Utf8JsonWriter json, IBufferWriter<byte> lines, StoredGrainState state)
    {
        json.Reset();
        json.WriteStartArray();
        json.WriteStringValue(state.GrainId);
        json.WriteStringValue(state.StateName);
        json.WriteStringValue(state.Payload);
        json.WriteEndArray();
        json.Flush();
        lines.Write(NewLine);
    }

    /// <summary>A value as the column holds it.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    /// <exception cref="FormatException">The value is of another kind.</exception>
    public static object? Value(JsonElement value, ColumnKind kind)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        return kind switch
        {
            ColumnKind.Integer => value.GetInt64(),
            ColumnKind.Int => value.GetInt32(),
            ColumnKind.SmallInt => value.GetInt16(),
            ColumnKind.Boolean => value.GetInt64() != 0,
            ColumnKind.Real when value.ValueKind == JsonValueKind.String =>
                double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            ColumnKind.Real => value.GetDouble(),
            ColumnKind.Numeric => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            ColumnKind.Blob => value.GetBytesFromBase64(),
            _ => value.GetString(),
        };
    }

    private static void WriteValue(Utf8JsonWriter json, object value, DbDataReader row, int column)
    {
        switch (value)
        {
            case DBNull:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case long or int or short:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case bool truth:
                json.WriteNumberValue(truth ? 1 : 0);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double or decimal:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            default:
                throw new InvalidOperationException(
                    $"The column {row.GetName(column)} holds {value.GetType().Name}, which archives have no form for.");
        }
    }
}
