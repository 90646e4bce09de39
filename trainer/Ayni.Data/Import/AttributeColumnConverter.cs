using System.Text.Json;
using System.Text.Json.Serialization;
using Ayni.Domain.Catalog;

namespace Ayni.Data.Import;

internal sealed class AttributeColumnConverter : JsonConverter<AttributeColumn>
{
    public override AttributeColumn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new AttributeColumn(reader.GetString()!);
        var typed = JsonSerializer.Deserialize<Typed>(ref reader, options)
            ?? throw new JsonException("The column of an attribute is null.");
        return new AttributeColumn(typed.Column, typed.Kind);
    }

    public override void Write(Utf8JsonWriter writer, AttributeColumn value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Typed(value.Column, value.Kind), options);

    private sealed record Typed(string Column, AttributeKind Kind);
}
