using Ayni.Domain.Access;
using Ayni.Domain.Retention;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Retention;

/// <summary>How long interactions are kept, and what was deleted.</summary>
internal static class RetentionApi
{
    public static void MapRetentionApi(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/retention", Get).WithTags("Status").WithName("GetRetention").RequireScope(AccessScopes.Monitor)
            .WithSummary("How long interactions are kept, and what was deleted of each type")
            .WithDescription(
                "Rules are the gateway's settings (Ayni:Retention). A run deletes what happened before a day of UTC, "
                + "at the gateway's start and each hour; the counts are those of all gateways and programs.")
            .Refuses(503);

    private static async Task<Ok<RetentionAnswer>> Get(
        RetentionRules rules, RetentionJob job, IRetention retention, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            RetentionAnswer.From(rules, job.NextRunAt, await retention.ReadAsync(cancellationToken)));
}
