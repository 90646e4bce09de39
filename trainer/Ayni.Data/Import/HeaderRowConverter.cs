using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Data.Import;

internal sealed class HeaderRowConverter : JsonConverter<HeaderRow>
{
    public override HeaderRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType switch
        {
            JsonTokenType.True => new HeaderRow(true),
            JsonTokenType.False => new HeaderRow(false),
            _ => JsonSerializer.Deserialize<string[]>(ref reader, options) is { Length: > 0 } names
                ? new HeaderRow(false, names)
                : throw new JsonException("header is an empty list; give true, false, or the names of the columns."),
        };

    public override void Write(Utf8JsonWriter writer, HeaderRow value, JsonSerializerOptions options)
    {
        if (value.Names is { } names)
            JsonSerializer.Serialize(writer, names, options);
        else
            writer.WriteBooleanValue(value.IsPresent);
    }
}
