using System.Text.Json;

namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>One method of one path, as the gateway's own document describes it.</summary>
/// <param name="Method">GET, …</param>
/// <param name="Path">With names in braces.</param>
/// <param name="Queries">Parameters of the query: name and schema.</param>
/// <param name="Body">Schema of a JSON body; null: none is described.</param>
internal sealed record FuzzOperation(
    string Method, string Path, IReadOnlyList<(string Name, JsonElement Schema)> Queries, JsonElement? Body)
{
    /// <summary>Method and path.</summary>
    public string Name => $"{Method} {Path}";

    /// <summary>Every operation of an OpenAPI document.</summary>
    public static IReadOnlyList<FuzzOperation> Of(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select new FuzzOperation(
               operation.Name.ToUpperInvariant(), path.Name, QueriesOf(operation.Value), BodyOf(operation.Value)),
    ];

    private static List<(string, JsonElement)> QueriesOf(JsonElement operation) =>
        !operation.TryGetProperty("parameters", out var parameters) ? [] :
        [
            .. from parameter in parameters.EnumerateArray()
               where parameter.GetProperty("in").GetString() == "query"
               select (parameter.GetProperty("name").GetString()!, parameter.GetProperty("schema")),
        ];

    private static JsonElement? BodyOf(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out var json)
        && json.TryGetProperty("schema", out var schema)
            ? schema
            : null;
}
