using Ayni.Domain.Access;
using Ayni.Domain.Models;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Models;

/// <summary>Trained models: which there are, which answers.</summary>
internal static class ModelApi
{
    public static void MapModelApi(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/models", List).WithTags("Models").WithName("ListModels")
            .RequireScope(AccessScopes.Train)
            .WithSummary("All trained models, newest first, with their lineage");
        v1.MapPost("/models/{version}:activate", Activate).WithTags("Models").WithName("ActivateModel")
            .RequireScope(AccessScopes.Train)
            .WithSummary("Make a model the one that answers")
            .WithDescription("Every shard loads it, then all answers switch at once: a roll-back in one call.")
            .Refuses(400, 404);
    }

    private static async Task<Ok<ModelsAnswer>> List(IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(ModelsAnswer.From(await RegistryOf(grains).Get(cancellationToken)));

    private static async Task<Ok<ModelsAnswer>> Activate(string version, IGrainFactory grains)
    {
        var view = await RegistryOf(grains).Activate(Ids.FromPath("version", version));
        return TypedResults.Ok(ModelsAnswer.From(view));
    }

    private static IModelRegistryGrain RegistryOf(IGrainFactory grains) =>
        grains.GetGrain<IModelRegistryGrain>(ModelNames.Default);
}
