namespace Ayni.Gateway.Http;

/// <summary>Says which query parameters a path reads, and refuses the others.</summary>
internal static class QueryReading
{
    /// <summary>Names the parameters of a path; a path without this call reads none.</summary>
    public static RouteHandlerBuilder ReadsQuery(
        this RouteHandlerBuilder builder, params QueryParameter[] parameters) =>
        builder.WithMetadata(new QueryParameters(parameters));

    /// <summary>Says that paths are not ours to judge: their own program reads their query.</summary>
    public static T ReadsAnyQuery<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.WithMetadata(AnyQuery.Instance);

    /// <summary>
    /// Refuses parameters that a path does not read, whoever mapped it: a misspelt one would do nothing. After routing
    /// and authorization.
    /// </summary>
    public static void UseUnknownQueryRefusal(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Where no path fits, or none with this method, that is what is told.
        if (context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<AnyQuery>() is null)
            Check(context, endpoint);
        return next(context);
    });

    private static void Check(HttpContext context, RouteEndpoint endpoint)
    {
        if (context.Request.Query.Count == 0)
            return;
        var known = endpoint.Metadata.GetMetadata<QueryParameters>()?.Names ?? [];
        var problems = context.Request.Query
            .Where(sent => !known.Contains(sent.Key, StringComparer.OrdinalIgnoreCase))
            .Select(sent => new FieldProblem(
                sent.Key, sent.Value.ToString(), "No such query parameter.", Nearest.Remedy(sent.Key, known)))
            .ToList();
        if (problems.Count > 0)
            throw RefusalException.OfFields(problems);
    }

    private sealed class AnyQuery
    {
        public static AnyQuery Instance { get; } = new();
    }
}

/// <summary>The query parameters of a path, as metadata of its endpoint.</summary>
/// <param name="All">The parameters.</param>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> All)
{
    public IReadOnlyList<string> Names { get; } = [.. All.Select(parameter => parameter.Name)];
}
