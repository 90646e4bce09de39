using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Copies;
using Ayni.Domain.Erasures;
using Ayni.Domain.Users;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Copies;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Users;

/// <summary>Shoppers.</summary>
internal static class UserApi
{
    private static readonly WholeParameter Newest = new("newest", "Interactions wanted, newest first.", 0, 1_000, 20);

    public static void MapUserApi(this IEndpointRouteBuilder v1)
    {
        var users = v1.MapGroup("/users/{id}").WithTags("Users");
        users.MapGet("/", Get).WithName("GetUser").RequireScope(AccessScopes.Recommend)
            .WithSummary("Profile and newest interactions of a shopper").ReadsQuery(Newest).Refuses(400);
        users.MapDelete("/", Erase).WithName("EraseUser").RequireScope(AccessScopes.Admin)
            .WithSummary("Erase a shopper")
            .WithDescription(
                "Takes profile and interactions out of grains and log, on every silo, before it answers. A tombstone "
                + "stays, from which the id cannot be told: what is dated up to the erasure and comes later (a retry, "
                + "a queue, the same file imported again) is dropped and counted; what is dated later is a new "
                + "shopper's. The certificate holds counts and no id. Folders made of the log, such as marts, are "
                + "rewritten without the shopper soon after; the answer says how many and when, and GET /v1/status "
                + "whether it is done.")
            .Refuses(400).AuditsUser(AuditActs.UserErase);
        users.MapPut("/profile", PutProfile).WithName("PutProfile").RequireScope(AccessScopes.Events)
            .WithSummary("Replace the profile of a shopper")
            .WithDescription("What is left out has its default. A field that is none of a profile's is refused. "
                + "consents_to_personalization is the purpose personalisation of PUT /v1/users/{id}/consents under "
                + "another name: left out, the consent stays as it is.")
            .Accepts<UserProfile>("application/json").ReadsAtMost(ProfileParser.MaxBodyBytes).Refuses(400, 413, 415)
            .IsNotAudited("A shopper's own data, written by the shop as often as the shopper changes it.");
    }

    private static async Task<Ok<UserAnswer>> Get(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(UserAnswer.From(await GrainOf(id, grains).Get(Newest.Read(request), cancellationToken)));

    private static async Task<Ok<ErasureAnswer>> Erase(
        string id, IGrainFactory grains, ILogCopies copies, CopyJob job)
    {
        var certificate = await GrainOf(id, grains).Erase();
        var dueAt = job.NoteErasure();
        var pending = (await copies.ReadAsync(CancellationToken.None)).Count(copy => copy.ErasuresWithin > 0);
        return TypedResults.Ok(
            new ErasureAnswer(
                Ids.FromPath("user_id", id),
                certificate.Counts[ErasureCertificate.Interactions],
                CertificateAnswer.From(certificate),
                pending,
                pending > 0 ? dueAt : null));
    }

    private static async Task<Ok<UserProfile>> PutProfile(string id, HttpRequest request, IGrainFactory grains)
    {
        using var body = await JsonBody.ReadAsync(request);
        var (profile, personalisation) = ProfileParser.Parse(body.RootElement);
        return TypedResults.Ok(await GrainOf(id, grains).PutProfile(profile, personalisation));
    }

    private static IUserGrain GrainOf(string id, IGrainFactory grains) =>
        grains.GetGrain<IUserGrain>(Ids.FromPath("user_id", id));
}
