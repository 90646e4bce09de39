using Ayni.Domain.Access;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ayni.Gateway.Status;

/// <summary>How the system is.</summary>
internal static class StatusApi
{
    public static void MapStatusApi(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/status", Get).WithTags("Status").WithName("GetStatus")
            .RequireScope(AccessScopes.Monitor)
            .WithSummary("Silos, log, model, training, data").Refuses(503);

    public static void MapHealthApi(this IEndpointRouteBuilder root)
    {
        var health = root.MapGroup("/health").WithTags("Status").AllowAnonymous().DisableRateLimiting();
        health.MapGet("/live", () => TypedResults.Ok(HealthAnswer.Live)).WithName("Live")
            .WithSummary("The process runs");
        health.MapGet("/ready", Ready).WithName("Ready")
            .WithSummary("Storage and silo answer, the active model is loaded, the index is built")
            .Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<StatusAnswer>> Get(StatusReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ReadAsync(cancellationToken));

    private static async Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> Ready(
        HealthCheckService checks, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        return report.Status == HealthStatus.Unhealthy
            ? TypedResults.Json(HealthAnswer.From(report), statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(HealthAnswer.From(report));
    }
}
