using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Http;

/// <summary>One of some words; the first if it is left out.</summary>
internal sealed record ChoiceParameter(string Name, string Description, params string[] Words)
    : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">Another word.</exception>
    public string Read(HttpRequest request) => TextIn(request) switch
    {
        null => Words[0],
        var text when Words.Contains(text, StringComparer.Ordinal) => text,
        var text => throw Refuse(text, "Unknown.", Nearest.Remedy(text, Words)),
    };

    public override OpenApiSchema Describe() => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. Words.Select(word => (JsonNode)JsonValue.Create(word)!)],
        Default = Json(Words[0]),
    };
}
