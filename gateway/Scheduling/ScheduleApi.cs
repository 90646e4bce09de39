using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Training;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Scheduling;

/// <summary>When the model is trained without anybody asking.</summary>
internal static class ScheduleApi
{
    private const string Path = "/training/schedule";

    private const string None = "There is no schedule. PUT /v1/training/schedule makes one.";

    public static void MapScheduleApi(this IEndpointRouteBuilder v1)
    {
        v1.MapGet(Path, Get).WithTags("Training").WithName("GetSchedule")
            .RequireScope(AccessScopes.Train)
            .WithSummary("When the model is trained next, and what its schedule did last")
            .Refuses(404);
        v1.MapPut(Path, Put).WithTags("Training").WithName("PutSchedule")
            .RequireScope(AccessScopes.Train)
            .WithSummary("Train at times, and early when the data shift or the model finds less")
            .WithDescription(
                "Replaces the schedule whole; durable when it returns. A time is seen within a minute. Times that "
                + "passed while nothing ran are made up for once. A run under way is never disturbed: a time that "
                + "comes meanwhile is skipped, and last_skip says why. The model's lineage names the reason.")
            .Accepts<ScheduleBody>("application/json").ReadsAtMost(ScheduleParser.MaxBodyBytes)
            .Refuses(400, 413, 415).Audits(AuditActs.SchedulePut);
        v1.MapDelete(Path, Delete).WithTags("Training").WithName("DeleteSchedule")
            .RequireScope(AccessScopes.Train)
            .WithSummary("Train only when asked").WithDescription("A run under way goes on.").Refuses(404)
            .Audits(AuditActs.ScheduleDelete);
    }

    private static async Task<Ok<ScheduleAnswer>> Get(IGrainFactory grains, CancellationToken cancellationToken) =>
        await FoundAsync(grains, await ScheduleOf(grains).Get(cancellationToken));

    private static async Task<Ok<ScheduleAnswer>> Put(HttpRequest request, IGrainFactory grains, TimeProvider clock)
    {
        using var body = await JsonBody.ReadAsync(request);
        var schedule = ScheduleParser.Parse(body.RootElement, clock.GetUtcNow());
        return await FoundAsync(grains, await ScheduleOf(grains).Put(schedule));
    }

    private static async Task<NoContent> Delete(IGrainFactory grains) => await ScheduleOf(grains).Delete()
        ? TypedResults.NoContent()
        : throw new AyniException(ErrorCodes.NotFound, None);

    private static async Task<Ok<ScheduleAnswer>> FoundAsync(IGrainFactory grains, TrainingScheduleView view)
    {
        var hits = await grains.GetGrain<ILiveHitRateGrain>(ModelNames.Default).Get();
        return TypedResults.Ok(
            ScheduleAnswer.From(view, hits) ?? throw new AyniException(ErrorCodes.NotFound, None));
    }

    private static ITrainingScheduleGrain ScheduleOf(IGrainFactory grains) =>
        grains.GetGrain<ITrainingScheduleGrain>(ModelNames.Default);
}
