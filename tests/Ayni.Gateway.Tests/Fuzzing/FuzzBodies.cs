using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>
/// JSON by the schemas of the document, with something odd in one place of some: so that what is wrong lies deep in a
/// body that is right otherwise, where readers are weakest.
/// </summary>
internal sealed class FuzzBodies(JsonElement document)
{
    private const int MostDepth = 6;
    private const int MostItems = 4;
    private const double Oddness = 0.06;
    private const double Presence = 0.6;
    private static readonly string[] Names =
        ["Café", "té", "product-1", "shopper-1", "Drinks > Tea", "PEN", "view", "es"];

    /// <summary>One body.</summary>
    public string Make(JsonElement schema, Random random)
    {
        var text = new StringBuilder();
        Write(text, schema, random, 0);
        return text.ToString();
    }

    private void Write(StringBuilder text, JsonElement given, Random random, int depth)
    {
        var schema = Resolve(given);
        if (depth > 0 && random.NextDouble() < Oddness)
            WriteOdd(text, random);
        else if (FirstOf(schema, "anyOf", "oneOf") is { } choices)
            Write(text, choices[random.Next(choices.GetArrayLength())], random, depth + 1);
        else if (schema.TryGetProperty("enum", out var values))
            text.Append(values[random.Next(values.GetArrayLength())].GetRawText());
        else
            WriteByType(text, schema, random, depth);
    }

    private void WriteByType(StringBuilder text, JsonElement schema, Random random, int depth)
    {
        switch (TypeOf(schema, random))
        {
            case "object" when depth < MostDepth:
                WriteObject(text, schema, random, depth);
                break;
            case "array" when depth < MostDepth && schema.TryGetProperty("items", out var items):
                text.Append('[');
                for (var (index, count) = (0, random.Next(MostItems)); index < count; index++)
                {
                    text.Append(index > 0 ? "," : "");
                    Write(text, items, random, depth + 1);
                }

                text.Append(']');
                break;
            case "boolean":
                text.Append(random.Next(2) == 0 ? "true" : "false");
                break;
            case "integer":
                text.Append(random.Next(-2, 200).ToString(CultureInfo.InvariantCulture));
                break;
            case "number":
                text.Append((random.Next(-100, 10_000) / 100m).ToString(CultureInfo.InvariantCulture));
                break;
            case "string":
                text.Append(JsonSerializer.Serialize(PlainText(schema, random)));
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private void WriteObject(StringBuilder text, JsonElement schema, Random random, int depth)
    {
        text.Append('{');
        var start = text.Length;
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (random.NextDouble() < (required.Contains(property.Name) ? 1 - Oddness : Presence / (1 + depth)))
                    WriteMember(text, start, property.Name, property.Value, random, depth);
            }
        }

        if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object)
            WriteMember(text, start, Names[random.Next(Names.Length)], more, random, depth);
        if (random.NextDouble() < Oddness)
        {
            text.Append(text.Length > start ? "," : "").Append(random.Next(2) == 0 ? "\"surprise\":" : "\"user_id\":");
            WriteOdd(text, random);
        }

        text.Append('}');
    }

    private void WriteMember(
        StringBuilder text, int start, string name, JsonElement schema, Random random, int depth)
    {
        text.Append(text.Length > start ? "," : "").Append(JsonSerializer.Serialize(name)).Append(':');
        Write(text, schema, random, depth + 1);
    }

    private static void WriteOdd(StringBuilder text, Random random) => text.Append(
        random.Next(2) == 0
            ? OddValues.Json[random.Next(OddValues.Json.Length)]
            : JsonSerializer.Serialize(OddValues.Texts[random.Next(OddValues.Texts.Length)]));

    private static string PlainText(JsonElement schema, Random random) =>
        schema.TryGetProperty("format", out var format) && format.GetString() == "date-time"
            ? $"2026-0{random.Next(1, 9)}-1{random.Next(9)}T1{random.Next(9)}:00:00Z"
            : Names[random.Next(Names.Length)];

    // "type" is a text or, of what may be null, a list.
    private static string? TypeOf(JsonElement schema, Random random)
    {
        if (!schema.TryGetProperty("type", out var type))
            return schema.TryGetProperty("properties", out _) ? "object" : null;
        if (type.ValueKind != JsonValueKind.Array)
            return type.GetString();
        return random.NextDouble() < Oddness ? "null" : type.EnumerateArray()
            .Select(each => each.GetString()!).FirstOrDefault(each => each != "null");
    }

    private static JsonElement? FirstOf(JsonElement schema, params string[] names)
    {
        foreach (var name in names)
        {
            if (schema.TryGetProperty(name, out var value) && value.GetArrayLength() > 0)
                return value;
        }

        return null;
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = document;
            foreach (var part in reference.GetString()!.Split('/').Skip(1))
                schema = schema.GetProperty(part);
        }

        return schema;
    }
}
