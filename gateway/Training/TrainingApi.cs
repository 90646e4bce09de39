using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Models;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Training;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Training;

/// <summary>Training runs.</summary>
internal static class TrainingApi
{
    private const string StatusPath = "/v1/training";

    public static void MapTrainingApi(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/training", Start).WithTags("Training").WithName("StartTraining")
            .RequireScope(AccessScopes.Train)
            .WithSummary("Start a training run")
            .WithDescription(
                "Returns at once; watch it with GET. The body is optional, and so is every option in it. Options " +
                "that are not given are searched on held-out pairs first; `search: none` takes the defaults. The " +
                "weights " +
                "of the parts are learnt on held-out pairs; where nothing beats popularity, popularity is published. " +
                "A model that cannot be judged, or is worse than the active one by more than chance (`force: true` " +
                "publishes it all the same), is refused with the reason, and the active one stays.")
            .Accepts<TrainingRequestBody>(isOptional: true, "application/json")
            .ReadsAtMost(TrainingParser.MaxBodyBytes).Refuses(400, 409, 413, 415)
            .Audits(AuditActs.TrainingStart);
        v1.MapGet("/training", Get).WithTags("Training").WithName("GetTraining")
            .RequireScope(AccessScopes.Train)
            .WithSummary("The run under way, or the last one");
        v1.MapGet("/training/events", Follow).WithTags("Training").WithName("FollowTraining")
            .RequireScope(AccessScopes.Train)
            .WithSummary("The run under way as server-sent events, to its end")
            .Produces<TrainingAnswer>(contentType: "text/event-stream");
        v1.MapPost("/training:cancel", Cancel).WithTags("Training").WithName("CancelTraining")
            .RequireScope(AccessScopes.Train)
            .WithSummary("Stop the run under way").WithDescription("Does nothing where none is under way.")
            .Audits(AuditActs.TrainingCancel);
    }

    private static async Task<Accepted<TrainingAnswer>> Start(HttpRequest request, IGrainFactory grains)
    {
        using var body = await JsonBody.ReadOptionalAsync(request);
        var options = body is null ? TrainingParser.Usual : TrainingParser.Parse(body.RootElement);
        var started = await TrainerOf(grains).Start(options, request.HttpContext.RequestAborted);
        AuditRecorder.NoteResult(request.HttpContext, started.RunId);
        return TypedResults.Accepted(StatusPath, TrainingAnswer.From(started));
    }

    private static async Task<Ok<TrainingAnswer>> Get(IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(TrainingAnswer.From(await TrainerOf(grains).GetStatus(cancellationToken)));

    private static async Task<Ok<TrainingAnswer>> Cancel(IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(TrainingAnswer.From(await TrainerOf(grains).Cancel(cancellationToken)));

    private static ServerSentEventsResult<string> Follow(
        TrainingWatch watch, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(EventsOf(watch, lifetime.ApplicationStopping, cancellationToken));

    // A stopping gateway would otherwise wait for its watchers until the run ends; for them the stream just ends.
    private static async IAsyncEnumerable<SseItem<string>> EventsOf(
        TrainingWatch watch, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using var steps = watch.FollowAsync(either.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await MoveNextAsync(steps, stopping))
        {
            var status = steps.Current;
            var data = JsonSerializer.Serialize(TrainingAnswer.From(status), WireFormat.Options);
            yield return new SseItem<string>(data, status.IsRunning ? "progress" : "end");
        }
    }

    private static async ValueTask<bool> MoveNextAsync(
        IAsyncEnumerator<TrainingStatus> steps, CancellationToken stopping)
    {
        try
        {
            return await steps.MoveNextAsync();
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Whatever it is, it comes of the stopping: the trainer's silo goes too.
            return false;
        }
    }

    private static ITrainerGrain TrainerOf(IGrainFactory grains) => grains.GetGrain<ITrainerGrain>(ModelNames.Default);
}
