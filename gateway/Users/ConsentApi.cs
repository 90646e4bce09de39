using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Copies;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Users;

/// <summary>What shoppers allow, by purpose.</summary>
internal static class ConsentApi
{
    public static void MapConsentApi(this IEndpointRouteBuilder v1)
    {
        var consents = v1.MapGroup("/users/{id}/consents").WithTags("Users");
        consents.MapGet("/", Get).WithName("GetConsents").RequireScope(AccessScopes.Recommend)
            .WithSummary("What a shopper allows")
            .WithDescription(
                "By purpose: personalisation (answers and lists made of what they did), training (models), analytics "
                + "(features, marts, segments, reports). What they said before is in GET /v1/users/{id}:export.")
            .Refuses(400);
        consents.MapPut("/", Put).WithName("PutConsents").RequireScope(AccessScopes.Events)
            .WithSummary("Take down what a shopper allows")
            .WithDescription(
                "A purpose that is left out stays as it is. Honoured from the next request on, at every gateway: in "
                + "answers, in models and files that are made from then on. Folders made of the log before, such as "
                + "marts, are rewritten without a shopper who withdraws analytics, soon after; models that were "
                + "trained before are as they were until the next training.")
            .Accepts<ConsentBody>("application/json").ReadsAtMost(ConsentParser.MaxBodyBytes).Refuses(400, 413, 415)
            .AuditsUser(AuditActs.UserConsents);
    }

    private static async Task<Ok<ConsentAnswer>> Get(
        string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var userId = Ids.FromPath("user_id", id);
        return TypedResults.Ok(ConsentAnswer.From(
            userId, await grains.GetGrain<IUserGrain>(userId).GetConsents(cancellationToken)));
    }

    private static async Task<Ok<ConsentAnswer>> Put(
        string id, HttpRequest request, IGrainFactory grains, CopyJob job)
    {
        var userId = Ids.FromPath("user_id", id);
        using var body = await JsonBody.ReadAsync(request);
        var choice = ConsentParser.Parse(body.RootElement);
        var consents = await grains.GetGrain<IUserGrain>(userId).PutConsents(choice);
        if (choice.Analytics == false)
            job.NoteErasure();
        return TypedResults.Ok(ConsentAnswer.From(userId, consents));
    }
}
