using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Documentation;

/// <summary>Writes the ranges of the query parameters that every list has into the document.</summary>
internal sealed class QueryRanges : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, (string Min, string Max, string Description)> Ranges = new()
    {
        ["n"] = ("1", "500", "Products wanted."),
        ["limit"] = ("1", "500", "Products on a page; 50 unless asked."),
        ["newest"] = ("0", "1000", "Interactions wanted; 20 unless asked."),
    };

    private static readonly Dictionary<string, string> Descriptions = new()
    {
        ["id"] = "External id, 1 to 128 characters; a slash in it is sent as %2F.",
        ["version"] = "Version of a model.",
        ["cursor"] = "next_cursor of the page before.",
        ["wait"] = "applied: answer only when the recommendations take the events into account.",
        ["Idempotency-Key"] = "1 to 255 characters; the same for a request and its retries.",
    };

    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (Ranges.TryGetValue(parameter.Name ?? "", out var range) && parameter.Schema is OpenApiSchema schema)
            {
                (schema.Minimum, schema.Maximum) = (range.Min, range.Max);
                parameter.Description = range.Description;
            }
            else if (Descriptions.TryGetValue(parameter.Name ?? "", out var description))
            {
                parameter.Description = description;
            }
        }

        return Task.CompletedTask;
    }
}
