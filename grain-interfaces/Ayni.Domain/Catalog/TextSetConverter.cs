using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Domain.Catalog;

/// <summary>A set of texts as JSON: an array.</summary>
internal sealed class TextSetConverter : JsonConverter<TextSet>
{
    public override TextSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TextSet.Of(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, TextSet value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var text in value)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
