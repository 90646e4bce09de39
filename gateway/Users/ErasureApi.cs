using Ayni.Domain.Access;
using Ayni.Domain.Erasures;
using Ayni.Domain.Errors;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Users;

/// <summary>Certificates of erasures.</summary>
internal static class ErasureApi
{
    public static void MapErasureApi(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/erasures/{id}", Get).WithTags("Users").WithName("GetErasure").RequireScope(AccessScopes.Admin)
            .WithSummary("Certificate of an erasure")
            .WithDescription(
                "As DELETE /v1/users/{id} answered it, read from the store and verified: one that was changed since, "
                + "or whose forerunner was changed or taken away, is answered 409.")
            .Refuses(400, 404, 409);

    private static async Task<Ok<CertificateAnswer>> Get(
        string id, IErasures erasures, CancellationToken cancellationToken)
    {
        var certificateId = Ids.FromPath("certificate_id", id);
        return await erasures.FindAsync(certificateId, cancellationToken) is { } certificate
            ? TypedResults.Ok(CertificateAnswer.From(certificate))
            : throw new AyniException(
                ErrorCodes.NotFound,
                $"There is no certificate {certificateId}. Its id is in the answer of the erasure.");
    }
}
