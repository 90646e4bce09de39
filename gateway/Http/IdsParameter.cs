using Microsoft.OpenApi;

namespace Ayni.Gateway.Http;

/// <summary>Ids with commas between them; an id with a comma goes into a body instead.</summary>
internal sealed record IdsParameter(string Name, string Description, int MaxCount) : QueryParameter(Name, Description)
{
    /// <exception cref="RefusalException">Too many, or one is no id.</exception>
    public IReadOnlyList<string> Read(HttpRequest request)
    {
        if (TextIn(request) is not { } text)
            return [];
        var ids = text.Split(',');
        if (ids.Length > MaxCount)
            throw Refuse(text, $"Names {ids.Length} ids.", $"Send at most {MaxCount}");
        foreach (var id in ids)
        {
            if (ExternalIds.ProblemOf(id) is { } problem)
                throw Refuse(id, problem, ExternalIds.Remedy);
        }

        return ids;
    }

    public override OpenApiSchema Describe() => new() { Type = JsonSchemaType.String };
}
