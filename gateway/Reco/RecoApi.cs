using System.Text.Json;
using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Recommendations;
using Ayni.Gateway.Security;
using Ayni.Gateway.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.GrainInterfaces.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Reco;

/// <summary>The small face for clients that know only /train and /reco.</summary>
internal static class RecoApi
{
    private const int Count = 5;
    private const long MaxBodyBytes = 16 * 1024;

    private static readonly Dictionary<string, string> OtherNames = new() { ["user_id"] = "user_id_hash" };

    public static void MapRecoApi(this IEndpointRouteBuilder root)
    {
        root.MapGet("/train", Train).WithTags("Compatibility").WithName("Train")
            .RequireScope(AccessScopes.Train)
            .WithSummary("Start a training run with the default options")
            .WithDescription("Answers the status of the run; where one is under way, of that one.")
            .Audits(AuditActs.TrainingStart);
        root.MapPost("/reco", Reco).WithTags("Compatibility").WithName("Reco")
            .RequireScope(AccessScopes.Recommend)
            .WithSummary("The best 5 products for a shopper")
            .Accepts<RecoRequestBody>("application/json").ReadsAtMost(MaxBodyBytes)
            .AddEndpointFilter(root.LimitAnswers()).Refuses(400, 413, 415, 429)
            .IsNotAudited("Reads alone.");
    }

    private static async Task<Ok<TrainingAnswer>> Train(IGrainFactory grains)
    {
        var trainer = grains.GetGrain<ITrainerGrain>(ModelNames.Default);
        try
        {
            return TypedResults.Ok(TrainingAnswer.From(await trainer.Start(TrainingParser.Usual)));
        }
        catch (AyniException refusal) when (refusal.Code == ErrorCodes.Conflict)
        {
            return TypedResults.Ok(TrainingAnswer.From(await trainer.GetStatus()));
        }
    }

    private static async Task<Ok<IReadOnlyList<RecoItem>>> Reco(
        HttpRequest request, RecommendationReader reader, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request);
        var answer = await reader.ReadAsync(
            ReadUser(body.RootElement), new RecommendationRequest { Count = Count }, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<RecoItem>>([.. answer.Items.Select(RecoItem.From)]);
    }

    private static string ReadUser(JsonElement body)
    {
        var problems = new List<FieldProblem>();
        var fields = FieldReader.Open(body, "", problems);
        var userId = fields?.Id("user_id_hash", required: true);
        fields?.RefuseMisspelt(OtherNames);
        return problems.Count == 0 ? userId! : throw RefusalException.OfFields(problems);
    }
}
