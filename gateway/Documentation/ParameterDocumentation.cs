using Ayni.Gateway.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Documentation;

/// <summary>Writes query parameters into the document, as their paths declare them, and what the others mean.</summary>
internal sealed class ParameterDocumentation : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, string> Descriptions = new()
    {
        ["id"] = "External id, 1 to 128 characters, percent-encoded as UTF-8: a slash is %2F, a percent sign %25.",
        ["version"] = "Version of a model.",
        ["Idempotency-Key"] = "1 to 255 characters; the same for a request and its retries.",
    };

    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (Descriptions.TryGetValue(parameter.Name ?? "", out var description))
                parameter.Description = description;
        }

        var metadata = context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameters>();
        foreach (var parameter in metadata.SelectMany(parameters => parameters.All))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Schema = parameter.Describe(),
            });
        }

        return Task.CompletedTask;
    }
}
