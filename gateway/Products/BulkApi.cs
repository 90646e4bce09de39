using Ayni.Domain.Errors;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Products;

/// <summary>The catalogue, loaded in bulk.</summary>
internal static class BulkApi
{
    private const string Ndjson = "application/x-ndjson";

    public static void MapBulkApi(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/products:bulk", Post)
            .WithTags("Products")
            .WithName("BulkProducts")
            .WithSummary("Insert or replace many products")
            .WithDescription(
                "A JSON array, or NDJSON with one product a line; at most 10,000 rows. Good rows are stored, bad " +
                "rows are reported with row, field, value and remedy. Refused as a whole only if no row is good.")
            .Accepts<IReadOnlyList<ProductBody>>("application/json", Ndjson)
            .ReadsAtMost(ProductLimits.MaxBulkBodyBytes)
            .Refuses(400, 413, 415);

    private static async Task<Ok<BulkAnswer>> Post(
        HttpRequest request, CatalogLoader loader, CancellationToken cancellationToken)
    {
        var parser = BulkParser.Parse(await JsonBody.ReadBytesAsync(request));
        if (parser.Report is { Rows: 0 })
            throw new RefusalException(ErrorCodes.Invalid, "The body holds no rows. Send at least one product.");
        if (parser.Report is { Stored: 0, Problems: var problems })
        {
            throw RefusalException.OfFields([.. problems.Select(problem => new FieldProblem(
                $"row {problem.Row}: {problem.Field}", problem.Value, problem.Problem, problem.Remedy))]);
        }

        await loader.LoadAsync(parser.Products, cancellationToken);
        return TypedResults.Ok(parser.Report);
    }
}
