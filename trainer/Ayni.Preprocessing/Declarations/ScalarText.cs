using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Preprocessing.Declarations;

/// <summary>Reads a text, a number, true or false as its text, as <c>"value": 0</c> is written.</summary>
internal sealed class ScalarText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => throw new JsonException("A value must be a text, a number, true or false."),
        };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
