using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Erasures;
using Ayni.Domain.Models;
using Ayni.Gateway.Auditing;
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
            .Refuses(400, 404)
            .Audits(AuditActs.ModelActivate, "version");
    }

    private static async Task<Ok<ModelsAnswer>> List(
        IGrainFactory grains, IErasures erasures, CancellationToken cancellationToken)
    {
        var view = await RegistryOf(grains).Get(cancellationToken);
        return TypedResults.Ok(ModelsAnswer.From(view, await CountAsync(view, erasures, cancellationToken)));
    }

    private static async Task<Ok<ModelsAnswer>> Activate(string version, IGrainFactory grains, IErasures erasures)
    {
        var view = await RegistryOf(grains).Activate(Ids.FromPath("version", version));
        return TypedResults.Ok(ModelsAnswer.From(view, await CountAsync(view, erasures, CancellationToken.None)));
    }

    private static async Task<IReadOnlyDictionary<string, ErasedSince>> CountAsync(
        ModelRegistryView view, IErasures erasures, CancellationToken cancellationToken)
    {
        var erased = new Dictionary<string, ErasedSince>(StringComparer.Ordinal);
        foreach (var version in view.Versions)
        {
            if (version.Erasure is { } newest)
                erased[version.Version] = await erasures.CountSinceAsync(
                    newest, version.AsOfPosition, cancellationToken);
        }

        return erased;
    }

    private static IModelRegistryGrain RegistryOf(IGrainFactory grains) =>
        grains.GetGrain<IModelRegistryGrain>(ModelNames.Default);
}
