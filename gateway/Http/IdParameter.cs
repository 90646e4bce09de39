using Microsoft.OpenApi;

namespace Ayni.Gateway.Http;

/// <summary>An external id; none if it is left out.</summary>
internal sealed record IdParameter(string Name, string Description) : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">It is no id.</exception>
    public string? Read(HttpRequest request)
    {
        if (TextIn(request) is not { } id)
            return null;
        return ExternalIds.ProblemOf(id) is { } problem ? throw Refuse(id, problem, ExternalIds.Remedy) : id;
    }

    public override OpenApiSchema Describe() => new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128 };
}
