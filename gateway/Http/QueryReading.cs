namespace Ayni.Gateway.Http;

/// <summary>Says which query parameters a path reads, and refuses the others.</summary>
internal static class QueryReading
{
    /// <summary>Names the parameters of a path; a path without this call reads none.</summary>
    public static RouteHandlerBuilder ReadsQuery(
        this RouteHandlerBuilder builder, params QueryParameter[] parameters) =>
        builder.WithMetadata(new QueryParameters(parameters));

    /// <summary>Refuses parameters that a path of this group does not read: a misspelt one does nothing.</summary>
    public static RouteGroupBuilder RefusesUnknownQuery(this RouteGroupBuilder group) =>
        group.AddEndpointFilter((context, next) =>
        {
            Check(context.HttpContext);
            return next(context);
        });

    private static void Check(HttpContext context)
    {
        if (context.Request.Query.Count == 0)
            return;
        var known = context.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>()?.Names ?? [];
        var problems = context.Request.Query
            .Where(sent => !known.Contains(sent.Key, StringComparer.OrdinalIgnoreCase))
            .Select(sent => new FieldProblem(
                sent.Key, sent.Value.ToString(), "No such query parameter.", Nearest.Remedy(sent.Key, known)))
            .ToList();
        if (problems.Count > 0)
            throw RefusalException.OfFields(problems);
    }
}

/// <summary>The query parameters of a path, as metadata of its endpoint.</summary>
/// <param name="All">The parameters.</param>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> All)
{
    public IReadOnlyList<string> Names { get; } = [.. All.Select(parameter => parameter.Name)];
}
