using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Domain.Interactions;

/// <summary>Weights of types as they are stored: an object of names and weights.</summary>
internal sealed class TypeWeightsConverter : JsonConverter<TypeWeights>
{
    public override TypeWeights Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize<Dictionary<string, double>>(ref reader, options) ?? [];
        return TypeWeights.Of(stored.Select(type => new CustomInteractionType(type.Key, type.Value)));
    }

    public override void Write(Utf8JsonWriter writer, TypeWeights value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var type in value)
            writer.WriteNumber(type.Name, type.Weight);
        writer.WriteEndObject();
    }
}
