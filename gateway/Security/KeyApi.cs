using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Errors;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Silo.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Security;

/// <summary>The keys of the store.</summary>
internal static class KeyApi
{
    private const string Path = "/v1/keys";

    public static void MapKeyApi(this IEndpointRouteBuilder v1)
    {
        var keys = v1.MapGroup("/keys").WithTags("Keys").RequireScope(AccessScopes.Admin);
        keys.MapPost("/", Add).WithName("AddKey").WithSummary("Make a key")
            .WithDescription(
                "The answer holds the key itself, once; only a hash of it is kept. Honoured by this gateway when it "
                + "returns, by others within a second. The first key closes a gateway that was open to its own "
                + "machine, so it must have the scope admin.")
            .Accepts<KeyBody>("application/json").ReadsAtMost(KeyParser.MaxBodyBytes).Refuses(400, 409, 413, 415)
            .Audits(AuditActs.KeyChange);
        keys.MapGet("/", List).WithName("ListKeys").WithSummary("All keys, those that are over included");
        keys.MapDelete("/{id}", Revoke).WithName("RevokeKey").WithSummary("Take a key back")
            .WithDescription(
                "By its id, or by a name all that have it. Refused by this gateway when it returns, by others within a "
                + "second. It stays in the list.")
            .Refuses(400, 404).Audits(AuditActs.KeyChange, "id");
        keys.MapPost("/{id}:rotate", Rotate).WithName("RotateKey").WithSummary("Make a key in another one's place")
            .WithDescription(
                "Of the same name, scopes and length of life. The other one is honoured for the overlap yet, so that "
                + "those who use it can change in turn. The body is optional.")
            .Accepts<RotationBody>(isOptional: true, "application/json").ReadsAtMost(KeyParser.MaxBodyBytes)
            .Refuses(400, 404, 409, 413, 415).Audits(AuditActs.KeyChange, "id");
    }

    private static async Task<Created<KeyAnswer>> Add(
        HttpRequest request, KeyAdministration keys, KeyRing ring, AccessGate gate, TimeProvider time)
    {
        using var body = await JsonBody.ReadAsync(request);
        var (name, scopes, isPublic, expiresAt) = KeyParser.Parse(body.RootElement, time.GetUtcNow());
        if (!gate.HasCredentials && !scopes.HasFlag(AccessScopes.Admin))
        {
            throw new RefusalException(
                ErrorCodes.Conflict,
                "The first key must have the scope admin: from it on this gateway lets nobody in without one. Make "
                + "that one first.");
        }

        var issued = await keys.AddAsync(name, scopes, isPublic, expiresAt, CancellationToken.None);
        return await ToldAsync(issued, ring, time);
    }

    private static async Task<Ok<KeyList>> List(
        KeyAdministration keys, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = await keys.ListAsync(cancellationToken);
        return TypedResults.Ok(new KeyList([.. all.Select(key => KeyAnswer.From(key, now))]));
    }

    private static async Task<Ok<KeyList>> Revoke(
        string id, KeyAdministration keys, KeyRing ring, TimeProvider time)
    {
        var revoked = await keys.RevokeAsync(Ids.FromPath("id", id), CancellationToken.None);
        await ring.RefreshAsync(CancellationToken.None);
        return TypedResults.Ok(new KeyList([.. revoked.Select(key => KeyAnswer.From(key, time.GetUtcNow()))]));
    }

    private static async Task<Created<KeyAnswer>> Rotate(
        string id, HttpRequest request, KeyAdministration keys, KeyRing ring, TimeProvider time)
    {
        using var body = await JsonBody.ReadOptionalAsync(request);
        using var none = System.Text.Json.JsonDocument.Parse("{}");
        var overlap = KeyParser.ParseOverlap((body ?? none).RootElement);
        var issued = await keys.RotateAsync(Ids.FromPath("id", id), overlap, CancellationToken.None);
        return await ToldAsync(issued, ring, time);
    }

    private static async Task<Created<KeyAnswer>> ToldAsync(IssuedKey issued, KeyRing ring, TimeProvider time)
    {
        await ring.RefreshAsync(CancellationToken.None);
        return TypedResults.Created($"{Path}/{issued.Key.Id}", KeyAnswer.From(issued, time.GetUtcNow()));
    }
}
