using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Security;

/// <summary>Writes into the document which scope an operation needs.</summary>
internal sealed class ScopeDocumentation : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequiredScope>().FirstOrDefault() is not { } needed)
            return Task.CompletedTask;
        var isForPages = metadata.OfType<PublicKeyAllowed>().Any();
        var scope = $"Needs the scope {needed.Name}{(isForPages ? "; takes public keys, for guests" : "")}.";
        operation.Description = string.IsNullOrEmpty(operation.Description)
            ? scope
            : $"{operation.Description} {scope}";
        return Task.CompletedTask;
    }
}
