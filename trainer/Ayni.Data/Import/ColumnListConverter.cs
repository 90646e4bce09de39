using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Data.Import;

internal sealed class ColumnListConverter : JsonConverter<ColumnList>
{
    public override ColumnList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.String
            ? new ColumnList([reader.GetString()!])
            : new ColumnList(JsonSerializer.Deserialize<string[]>(ref reader, options) is { Length: > 0 } names
                ? names
                : throw new JsonException("A list of columns is empty."));

    public override void Write(Utf8JsonWriter writer, ColumnList value, JsonSerializerOptions options)
    {
        if (value.Names is [var only])
            writer.WriteStringValue(only);
        else
            JsonSerializer.Serialize(writer, value.Names, options);
    }
}
