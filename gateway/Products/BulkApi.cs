using Ayni.Domain.Access;
using Ayni.Domain.Errors;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ayni.Gateway.Products;

/// <summary>The catalogue, loaded in bulk.</summary>
internal static class BulkApi
{
    private const string Ndjson = "application/x-ndjson";

    public static void MapBulkApi(this IEndpointRouteBuilder v1)
    {
        var limits = v1.ServiceProvider.GetRequiredService<IOptions<GatewayLimits>>().Value;
        v1.MapPost("/products:bulk", Post)
            .WithTags("Products")
            .WithName("BulkProducts")
            .RequireScope(AccessScopes.Catalogue)
            .WithSummary("Insert or replace many products")
            .WithDescription(
                "A JSON array, or NDJSON with one product a line; at most 10,000 rows of 128 KiB. Good rows are " +
                "stored, bad rows are reported with row, field, value and remedy. Refused as a whole only if no row " +
                "is good. Once the body is here the load is finished, whether the client waits or not.")
            .Accepts<IReadOnlyList<ProductBody>>("application/json", Ndjson)
            .ReadsAtMost(ProductLimits.MaxBulkBodyBytes)
            .AddEndpointFilter(v1.LimitRequests("bulk", limits.BulkLoads, limits.BulkLoadsWaiting))
            .Refuses(400, 413, 415, 429, 503)
            .IsNotAudited("The shop's own catalogue, which its programs write all day.");
    }

    private static async Task<Ok<BulkAnswer>> Post(
        HttpRequest request, ProductParser products, CatalogLoader loader)
    {
        var parser = await BulkParser.ReadAsync(request.BodyReader, products, request.HttpContext.RequestAborted);
        var report = parser.Report;
        if (report.Rows == 0)
            throw new RefusalException(ErrorCodes.Invalid, "The body holds no rows. Send at least one product.");
        if (report.Stored == 0)
        {
            throw RefusalException.OfFields([.. report.Problems.Select(problem => new FieldProblem(
                $"row {problem.Row}: {problem.Field}", problem.Value, problem.Problem, problem.Remedy))]);
        }

        await loader.LoadAsync(parser.Products, request.HttpContext.RequestAborted);
        return TypedResults.Ok(report);
    }
}
