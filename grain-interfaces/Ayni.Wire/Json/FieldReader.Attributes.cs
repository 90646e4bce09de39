using System.Text.Json;
using Ayni.Domain.Catalog;

namespace Ayni.Wire.Json;

/// <summary>Sets of texts, and attributes of the shop's own.</summary>
internal sealed partial class FieldReader
{
    private static readonly string TextsRemedy =
        $"Send an array of at most {AttributeRules.MaxTexts} texts of 1 to {AttributeRules.MaxTextLength} characters.";

    /// <summary>Some texts, as an array; repeats count once.</summary>
    public TextSet? Texts(string name)
    {
        if (Find(name, required: false) is not { } value)
            return null;
        if (TextsOf(value) is { } texts && AttributeRules.IsValue(AttributeValue.Of(texts)))
            return texts;
        Refuse(name, "Not such an array.", TextsRemedy);
        return null;
    }

    /// <summary>
    /// Attributes, as an object. A string that is an ISO 8601 date from its first character to its last is a date. Null
    /// is no value.
    /// </summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="removed">Gathers the names whose value is null.</param>
    public AttributeSet? Attributes(string name, ICollection<string>? removed = null)
    {
        if (Object(name) is not { } fields)
            return null;
        var attributes = new List<KeyValuePair<string, AttributeValue>>();
        foreach (var field in fields._object.EnumerateObject())
        {
            if (!AttributeRules.IsName(field.Name))
                fields.Refuse(field.Name, "Not the name of an attribute.", AttributeRules.NameRemedy);
            else if (field.Value.ValueKind == JsonValueKind.Null)
                removed?.Add(field.Name);
            else if (ValueOf(field.Value) is { } value && AttributeRules.IsValue(value))
                attributes.Add(KeyValuePair.Create(field.Name, value));
            else
                fields.Refuse(field.Name, "Not the value of an attribute.", AttributeRules.ValueRemedy);
        }

        var set = AttributeSet.Of(attributes);
        if (set.Count <= AttributeRules.MaxCount)
            return set;
        Refuse(name, $"Has {set.Count} attributes.", $"Send at most {AttributeRules.MaxCount}.");
        return null;
    }

    private static AttributeValue? ValueOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return AttributeValue.Of(value.GetBoolean());
            case JsonValueKind.Number:
                return value.TryGetDouble(out var number) ? AttributeValue.Of(number) : null;
            case JsonValueKind.Array:
                return TextsOf(value) is { } texts ? AttributeValue.Of(texts) : null;
            default:
                if (JsonText.Of(value) is not { } text)
                    return null;
                return WireTime.ParseIso(text) is { } date ? AttributeValue.Of(date) : AttributeValue.Of(text);
        }
    }

    private static TextSet? TextsOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        var texts = new List<string>();
        foreach (var element in value.EnumerateArray())
        {
            if (JsonText.Of(element) is not { } text)
                return null;
            texts.Add(text);
        }

        return TextSet.Of(texts);
    }
}
