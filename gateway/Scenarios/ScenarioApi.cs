using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Errors;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Scenarios;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Scenarios;

/// <summary>The recipes of answers.</summary>
internal static class ScenarioApi
{
    private static readonly TextParameter Version = new("version", "Which version; the newest if left out.", 10);

    public static void MapScenarioApi(this IEndpointRouteBuilder v1)
    {
        var scenarios = v1.MapGroup("/scenarios").WithTags("Scenarios").RequireScope(AccessScopes.Catalogue);
        scenarios.MapGet("/", List).WithName("ListScenarios").WithSummary("All scenarios, each in its newest version");
        scenarios.MapGet("/{name}", Get).WithName("GetScenario").WithSummary("One scenario").ReadsQuery(Version)
            .Refuses(400, 404);
        scenarios.MapPut("/{name}", Put).WithName("PutScenario").WithSummary("Write a scenario as its next version")
            .WithDescription(
                "Durable, and every silo answers with it, when it returns. A shipped scenario can be written over. "
                + "What is left out has its default.")
            .Accepts<ScenarioBody>("application/json").ReadsAtMost(ScenarioParser.MaxBodyBytes)
            .Refuses(400, 413, 415).Audits(AuditActs.ScenarioPut, "name");
        scenarios.MapDelete("/{name}", Delete).WithName("DeleteScenario")
            .WithSummary("Delete what the shop wrote under a name")
            .WithDescription("A shipped scenario is as it ships again.").Refuses(400, 404)
            .Audits(AuditActs.ScenarioDelete, "name");
        v1.MapGet("/blocked", GetBlocked).WithTags("Scenarios").WithName("GetBlocked")
            .RequireScope(AccessScopes.Catalogue)
            .WithSummary("What the shop gives to nobody, whatever the scenario");
        v1.MapPut("/blocked", PutBlocked).WithTags("Scenarios").WithName("PutBlocked")
            .RequireScope(AccessScopes.Catalogue)
            .WithSummary("Replace what the shop gives to nobody")
            .WithDescription("Durable, and every silo heeds it, when it returns. Empty lists block nothing.")
            .Accepts<BlockedBody>("application/json").ReadsAtMost(ScenarioParser.MaxBodyBytes)
            .Refuses(400, 413, 415).Audits(AuditActs.BlockedPut);
    }

    private static async Task<Ok<BlockedBody>> GetBlocked(IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(BlockedBody.From(await Library(grains).GetBlocked(cancellationToken)));

    private static async Task<Ok<BlockedBody>> PutBlocked(HttpRequest request, IGrainFactory grains)
    {
        using var body = await JsonBody.ReadAsync(request);
        var blocked = ScenarioParser.ParseBlocked(body.RootElement);
        await Library(grains).PutBlocked(blocked);
        return TypedResults.Ok(BlockedBody.From(blocked));
    }

    private static async Task<Ok<ScenarioList>> List(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var library = await Library(grains).Get(cancellationToken);
        return TypedResults.Ok(new ScenarioList([.. library.Scenarios.Values.Select(ScenarioBody.From)]));
    }

    private static async Task<Ok<ScenarioBody>> Get(
        string name, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        int? version = null;
        if (Version.Read(request) is { } text)
        {
            version = int.TryParse(text, out var number) && number >= 0
                ? number
                : throw RefusalException.OfField(Version.Name, text, "Not a whole number.", "Send digits only.");
        }

        return TypedResults.Ok(ScenarioBody.From(
            await Library(grains).GetVersion(Ids.FromPath("name", name), version, cancellationToken)));
    }

    private static async Task<Ok<ScenarioBody>> Put(string name, HttpRequest request, IGrainFactory grains)
    {
        using var body = await JsonBody.ReadAsync(request);
        var scenario = ScenarioParser.Parse(body.RootElement, Ids.FromPath("name", name));
        return TypedResults.Ok(ScenarioBody.From(await Library(grains).Put(scenario)));
    }

    private static async Task<NoContent> Delete(string name, IGrainFactory grains) =>
        await Library(grains).Delete(Ids.FromPath("name", name))
            ? TypedResults.NoContent()
            : throw new RefusalException(
                ErrorCodes.NotFound, $"The shop wrote no scenario '{name}'. GET /v1/scenarios lists all.");

    private static IScenarioLibraryGrain Library(IGrainFactory grains) => grains.GetGrain<IScenarioLibraryGrain>(0);
}
