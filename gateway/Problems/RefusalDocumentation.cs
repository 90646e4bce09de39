namespace Ayni.Gateway.Problems;

/// <summary>Documents refusals and limits of a path.</summary>
internal static class RefusalDocumentation
{
    /// <summary>Lists the statuses a path refuses with.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder builder, params int[] statuses)
    {
        foreach (var status in statuses)
            builder.Produces<ProblemBody>(status, ProblemBody.ContentType);
        return builder;
    }

    /// <summary>Bounds the body a path reads.</summary>
    public static RouteHandlerBuilder ReadsAtMost(this RouteHandlerBuilder builder, long maxBytes) =>
        builder.WithMetadata(new BodyLimit(maxBytes));
}
