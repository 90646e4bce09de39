using System.Text.Json;
using System.Text.Json.Serialization;
using Ayni.Domain.Catalog;

namespace Ayni.Gateway.Json;

/// <summary>Attributes in answers: an object, dates in ISO 8601, as <see cref="FieldReader"/> reads them.</summary>
internal sealed class AttributeSetFormat : JsonConverter<AttributeSet>
{
    /// <summary>Not done: <see cref="FieldReader"/> reads bodies, and says what is wrong with each field.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override AttributeSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"Read attributes with {nameof(FieldReader)}.");

    public override void Write(Utf8JsonWriter writer, AttributeSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, attribute) in value)
        {
            writer.WritePropertyName(name);
            Write(writer, attribute);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case AttributeKind.Flag:
                writer.WriteBooleanValue(value.Flag);
                break;
            case AttributeKind.Date:
                writer.WriteStringValue(value.Date);
                break;
            case AttributeKind.List:
                JsonSerializer.Serialize(writer, value.List);
                break;
            default:
                writer.WriteStringValue(value.Text);
                break;
        }
    }
}
