using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Data.Import;

internal sealed class RowTypeConverter : JsonConverter<RowType>
{
    public override RowType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.String
            ? RowType.Of(reader.GetString()!)
            : throw new JsonException("A type of interaction is no text.");

    public override void Write(Utf8JsonWriter writer, RowType value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.Name);
}
