using System.Globalization;
using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Auditing;

/// <summary>Who did what.</summary>
internal static class AuditApi
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;
    private const string Any = "any";

    private static readonly ChoiceParameter Act = new("act", "Acts of one kind.", [Any, .. AuditActs.All]);
    private static readonly TextParameter Actor = new("actor", "Acts of one actor.", AuditedAct.MaxTextLength);
    private static readonly TextParameter Target = new(
        "target", "Acts on one thing, such as a version.", AuditedAct.MaxTextLength);
    private static readonly IdParameter User = new(
        "user_id", "Acts on a shopper. The trail holds keyed hashes of ids alone.");
    private static readonly ChoiceParameter Outcome = new(
        "outcome", "Acts that ended so.", [Any, .. Enum.GetValues<AuditOutcome>().Select(AuditEntryBody.NameOf)]);
    private static readonly InstantParameter From = new("from", "Acts begun then or later.");
    private static readonly InstantParameter To = new("to", "Acts begun earlier.");
    private static readonly WholeParameter Limit = new("limit", "Acts wanted.", 1, MaxLimit, DefaultLimit);
    private static readonly TextParameter Cursor = new("cursor", "next_cursor of the page before.", 19);

    public static void MapAuditApi(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/audit", List).WithTags("Audit").WithName("ListAudit").RequireScope(AccessScopes.Admin)
            .WithSummary("Who did what, newest first")
            .WithDescription(
                "Activations, erasures, exports, merges, imports, training, and changes of scenarios, types, "
                + "schedules and keys, over HTTP and by the command line. An act is on disk before it is done, and its "
                + "end after; outcome unknown says that whoever did it died between, or is at it.")
            .ReadsQuery(Act, Actor, Target, User, Outcome, From, To, Limit, Cursor).Refuses(400);
        v1.MapGet("/audit:verify", Verify).WithTags("Audit").WithName("VerifyAudit").RequireScope(AccessScopes.Admin)
            .WithSummary("Whether the trail is as it was written")
            .WithDescription(
                "Works the hash of every row out again. A row that was changed or taken out is named. Whoever can "
                + "write to the database can make the whole trail anew: keep head_number and head_hash elsewhere.");
    }

    private static async Task<Ok<AuditAnswer>> List(
        HttpRequest request, IAuditTrail trail, CancellationToken cancellationToken)
    {
        var limit = Limit.Read(request);
        var query = new AuditQuery
        {
            Before = ReadCursor(request),
            Act = Act.Read(request) is var act && act == Any ? null : act,
            Actor = Actor.Read(request),
            Target = Target.Read(request),
            UserId = User.Read(request),
            Outcome = OutcomeIn(Outcome.Read(request)),
            From = From.Read(request),
            To = To.Read(request),
        };
        // One more than wanted tells whether there is another page.
        var found = await trail.ReadAsync(query, limit + 1, cancellationToken);
        var page = found.Take(limit).Select(AuditEntryBody.From).ToList();
        var next = found.Count > limit ? page[^1].Number.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new AuditAnswer(page, next));
    }

    private static async Task<Ok<AuditVerdictAnswer>> Verify(
        IAuditTrail trail, CancellationToken cancellationToken) =>
        TypedResults.Ok(AuditVerdictAnswer.From(await trail.VerifyAsync(cancellationToken)));

    private static AuditOutcome? OutcomeIn(string word) => word == Any
        ? null
        : Enum.GetValues<AuditOutcome>().Single(outcome => AuditEntryBody.NameOf(outcome) == word);

    private static long? ReadCursor(HttpRequest request)
    {
        if (Cursor.Read(request) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw RefusalException.OfField(
                Cursor.Name, text, "Not a cursor.", "Send next_cursor of the page before, or leave it out.");
    }
}
