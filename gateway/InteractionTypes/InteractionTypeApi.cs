using System.Text.Json;
using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Grains.Interactions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.InteractionTypes;

/// <summary>What shoppers can do, in the shop's own words too.</summary>
internal static class InteractionTypeApi
{
    private const long MaxBodyBytes = 4 * 1024;

    private const string WeightField = "weight";

    public static void MapInteractionTypeApi(this IEndpointRouteBuilder v1)
    {
        var types = v1.MapGroup("/interaction-types").WithTags("Events");
        types.MapGet("/", List).WithName("ListInteractionTypes").RequireScope(AccessScopes.Events)
            .WithSummary("All types of interactions, the shop's own after the built-in ones");
        types.MapPut("/{name}", Put).WithName("PutInteractionType").RequireScope(AccessScopes.Catalogue)
            .WithSummary("Declare a type of interaction of the shop's own, or weigh it anew")
            .WithDescription(
                "Events may name it from then on. Durable, and known to every silo, when it returns. A model keeps the "
                + "weights that it was trained with; the next one is trained with this. At most "
                + $"{CustomInteractionTypes.MaxTypes} types; a name is a lower-case letter, then up to "
                + $"{CustomInteractionTypes.MaxNameLength - 1} of a to z, 0 to 9 and _.")
            .Accepts<InteractionTypeBody>("application/json").ReadsAtMost(MaxBodyBytes).Refuses(400, 413, 415)
            .Audits(AuditActs.InteractionTypePut, "name");
        types.MapDelete("/{name}", Delete).WithName("DeleteInteractionType").RequireScope(AccessScopes.Catalogue)
            .WithSummary("Take a type of the shop's own back")
            .WithDescription("No more of it are accepted. Those in the log stay, and weigh 0 in the next model.")
            .Refuses(400, 404).Audits(AuditActs.InteractionTypeDelete, "name");
    }

    private static async Task<Ok<InteractionTypeList>> List(OwnTypes types, CancellationToken cancellationToken)
    {
        var own = await types.RefreshAsync(cancellationToken);
        return TypedResults.Ok(new InteractionTypeList(
            [.. InteractionTypeAnswer.AllBuiltIn(), .. own.Select(InteractionTypeAnswer.From)]));
    }

    private static async Task<Ok<InteractionTypeAnswer>> Put(
        string name, HttpRequest request, IGrainFactory grains, OwnTypes types)
    {
        using var body = await JsonBody.ReadAsync(request);
        var type = Parse(body.RootElement, Ids.FromPath("name", name));
        await Registry(grains).Put(type);
        await types.RefreshAsync(request.HttpContext.RequestAborted);
        return TypedResults.Ok(InteractionTypeAnswer.From(type));
    }

    private static async Task<NoContent> Delete(
        string name, IGrainFactory grains, OwnTypes types, CancellationToken cancellationToken)
    {
        var id = Ids.FromPath("name", name);
        var isDeleted = await Registry(grains).Delete(id);
        var own = await types.RefreshAsync(cancellationToken);
        if (isDeleted)
            return TypedResults.NoContent();
        throw new RefusalException(
            ErrorCodes.NotFound,
            InteractionTypeNames.TryParse(id, out _)
                ? $"'{id}' is built in and stays. Weights of training say what it counts."
                : $"The shop has no type '{id}'. {Nearest.Remedy(id, [.. own.Select(type => type.Name)])}");
    }

    private static CustomInteractionType Parse(JsonElement body, string name)
    {
        var problems = new List<FieldProblem>();
        if (CustomInteractionTypes.ProblemOf("name", name) is { } problem)
            problems.Add(new FieldProblem("name", name, problem.Reason, "Use that name in the path."));
        var weight = 0.0;
        if (FieldReader.Open(body, "", problems) is { } fields)
        {
            if (!fields.Has(WeightField) || fields.IsNull(WeightField))
                fields.Refuse(WeightField, "Missing.", "Send what one of them says, -100 to 100; a purchase says 1.");
            weight = fields.Number(
                WeightField, -CustomInteractionTypes.MaxWeight, CustomInteractionTypes.MaxWeight) ?? 0;
            fields.RefuseUnknown("No such field of a type.");
        }

        return problems.Count == 0
            ? new CustomInteractionType(name, weight)
            : throw RefusalException.OfFields(problems);
    }

    private static IInteractionTypesGrain Registry(IGrainFactory grains) =>
        grains.GetGrain<IInteractionTypesGrain>(0);
}
