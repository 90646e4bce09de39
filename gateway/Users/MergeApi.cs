using System.Text.Json;
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

/// <summary>Guests who sign in.</summary>
internal static class MergeApi
{
    public const long MaxBodyBytes = 4 * 1024;

    private const string From = "from";

    public static void MapMergeApi(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/users/{id}:merge", Merge).WithTags("Users").WithName("MergeGuest")
            .RequireScope(AccessScopes.Events)
            .WithSummary("Give a guest's interactions to the shopper who signed in")
            .WithDescription(
                "Durable, and in the shopper's next answer, when it returns; then the guest is erased. Sent again, "
                + "after a failure or without one, it changes nothing twice. What the guest does while it runs stays "
                + "with the guest. The shopper's profile holds; the guest's is erased.")
            .Accepts<MergeBody>("application/json").ReadsAtMost(MaxBodyBytes).Refuses(400, 409, 413, 415, 503)
            .AuditsUser(AuditActs.UserMerge);

    private static async Task<Ok<MergeAnswer>> Merge(
        string id, HttpRequest request, IGrainFactory grains, CopyJob job)
    {
        var userId = Ids.FromPath("user_id", id);
        using var body = await JsonBody.ReadAsync(request);
        var guestId = Parse(body.RootElement, userId);
        AuditRecorder.NoteUser(request.HttpContext, guestId);
        var report = await grains.GetGrain<IUserGrain>(userId).Merge(guestId);
        job.NoteErasure();
        return TypedResults.Ok(
            new MergeAnswer(userId, guestId, report.Merged, report.AlreadyMerged, report.Erased));
    }

    private static string Parse(JsonElement body, string userId)
    {
        var problems = new List<FieldProblem>();
        var guestId = "";
        if (FieldReader.Open(body, "", problems) is { } fields)
        {
            guestId = fields.Id(From, required: true) ?? "";
            if (guestId == userId)
                fields.Refuse(From, "The shopper's own id.", "Send the id that the guest's events were sent under.");
            fields.RefuseUnknown("No such field of a merge.");
        }

        return problems.Count == 0 ? guestId : throw RefusalException.OfFields(problems);
    }
}
