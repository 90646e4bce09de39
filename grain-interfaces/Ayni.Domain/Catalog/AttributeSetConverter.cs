using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Domain.Catalog;

/// <summary>
/// Attributes as they are stored: an object, whose values are texts, numbers, flags and lists as JSON has them, and
/// dates in an object of their own, <c>{"date": unix milliseconds}</c>, so that a text that looks like one stays one.
/// </summary>
public class AttributeSetConverter : JsonConverter<AttributeSet>
{
    private const string Date = "date";

    /// <inheritdoc/>
    public override AttributeSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return AttributeSet.Of(document.RootElement.EnumerateObject()
            .Select(member => KeyValuePair.Create(member.Name, ValueOf(member.Value))));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AttributeSet value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        foreach (var (name, attribute) in value)
        {
            writer.WritePropertyName(name);
            Write(writer, attribute);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a date where a value is due.</summary>
    protected virtual void WriteDate(Utf8JsonWriter writer, DateTimeOffset date)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteNumber(Date, date.ToUnixTimeMilliseconds());
        writer.WriteEndObject();
    }

    private static AttributeValue ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => AttributeValue.Of(value.GetString()!),
        JsonValueKind.Number => AttributeValue.Of(value.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => AttributeValue.Of(value.GetBoolean()),
        JsonValueKind.Array => AttributeValue.Of(value.Deserialize<TextSet>()!),
        JsonValueKind.Object => AttributeValue.Of(
            DateTimeOffset.FromUnixTimeMilliseconds(value.GetProperty(Date).GetInt64())),
        _ => throw new JsonException($"{value.GetRawText()} is no value of an attribute."),
    };

    private void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case AttributeKind.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case AttributeKind.Flag:
                writer.WriteBooleanValue(value.Flag);
                break;
            case AttributeKind.Date:
                WriteDate(writer, value.Date);
                break;
            case AttributeKind.List:
                JsonSerializer.Serialize(writer, value.List);
                break;
            default:
                throw new JsonException($"{value.Kind} is no kind of attribute.");
        }
    }
}
