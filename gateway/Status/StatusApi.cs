using Ayni.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Status;

/// <summary>How the system is.</summary>
internal static class StatusApi
{
    public static void MapStatusApi(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/status", Get).WithTags("Status").WithName("GetStatus")
            .WithSummary("Silos, log, model, training, data").Refuses(503);

    public static void MapHealthApi(this IEndpointRouteBuilder root)
    {
        var health = root.MapGroup("/health").WithTags("Status").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new HealthAnswer("live", []))).WithName("Live")
            .WithSummary("The process runs");
        health.MapGet("/ready", Ready).WithName("Ready").WithSummary("Storage and silo answer")
            .Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<StatusAnswer>> Get(StatusReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ReadAsync(cancellationToken));

    private static async Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> Ready(
        StatusReader reader, CancellationToken cancellationToken)
    {
        var obstacles = await reader.FindObstaclesAsync(cancellationToken);
        return obstacles.Count == 0
            ? TypedResults.Ok(new HealthAnswer("ready", []))
            : TypedResults.Json(
                new HealthAnswer("not_ready", obstacles), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
