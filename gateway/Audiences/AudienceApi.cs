using System.Buffers;
using System.Text.Json;
using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.Grains.Exports;

namespace Ayni.Gateway.Audiences;

/// <summary>Whom to write to about products.</summary>
internal static class AudienceApi
{
    /// <summary>Audiences looked for at once: each takes what processors there are.</summary>
    public const int MaxAudiences = 1;

    /// <summary>Audiences that wait for that.</summary>
    public const int MaxWaiting = 16;

    private const int DefaultCount = 100;
    private const int LinesOfFlush = 1_000;
    private const string Ndjson = "application/x-ndjson";

    private static readonly WholeParameter N = new(
        "n", "Shoppers wanted.", 1, AudienceOrder.MaxCount, DefaultCount);

    private static readonly ChoiceParameter Format = new(
        "format", "One document, or a shopper a line.", "json", "ndjson");

    public static void MapAudienceApi(this IEndpointRouteBuilder v1)
    {
        var audiences = v1.MapGroup("").WithTags("Audiences").RequireScope(AccessScopes.Admin);
        var limit = v1.LimitRequests("audiences", MaxAudiences, MaxWaiting);
        audiences.MapGet("/products/{id}/shoppers", ForProduct).WithName("ShoppersOfProduct")
            .WithSummary("The shoppers most likely to want a product, best first")
            .WithDescription(
                "By the model's score of the product for each shopper in the log, as of this moment. Left out: who "
                + "bought it, who refuses personal recommendations, of whom the model knows nothing.")
            .ReadsQuery(N, Format).AddEndpointFilter(limit)
            .Produces<AudienceAnswer>().Refuses(400, 404, 409, 429, 503)
            .Audits(AuditActs.AudienceExport, "id");
        audiences.MapPost("/audiences", ForProducts).WithName("Audience")
            .WithSummary("The shoppers most likely to want some products, best first")
            .WithDescription(
                "For products by name, or for those available that meet a filter. A shopper's score is the mean of the "
                + $"best {AudienceOrder.MaxBest} products for them among those, or of as many as there are; what they "
                + "bought does not count. product_id is the best of them.")
            .Accepts<AudienceBody>("application/json").ReadsAtMost(AudienceParser.MaxBodyBytes)
            .ReadsQuery(Format).AddEndpointFilter(limit)
            .Produces<AudienceAnswer>().Refuses(400, 404, 409, 413, 415, 429, 503)
            .Audits(AuditActs.AudienceExport);
    }

    private static Task<IResult> ForProduct(string id, HttpContext context, CancellationToken cancellationToken)
    {
        var order = new AudienceOrder
        {
            ProductIds = [Ids.FromPath("product_id", id)],
            Count = N.Read(context.Request),
        };
        return AnswerAsync(order, context, cancellationToken);
    }

    private static async Task<IResult> ForProducts(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context.Request);
        return await AnswerAsync(AudienceParser.Parse(body.RootElement), context, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(
        AudienceOrder order, HttpContext context, CancellationToken cancellationToken)
    {
        var isLines = Format.Read(context.Request) == "ndjson";
        var audience = await context.OfSilo<IAudienceFinder>().FindAsync(order, cancellationToken);
        if (!isLines)
            return TypedResults.Ok(AudienceAnswer.From(audience));
        context.Response.ContentType = Ndjson;
        await WriteAsync(audience.Members, context.Response, cancellationToken);
        return Results.Empty;
    }

    private static async Task WriteAsync(
        IReadOnlyList<AudienceMember> members, HttpResponse response, CancellationToken cancellationToken)
    {
        foreach (var lines in members.Chunk(LinesOfFlush))
        {
            foreach (var member in lines)
            {
                JsonSerializer.Serialize(response.BodyWriter.AsStream(leaveOpen: true), member, WireFormat.Options);
                response.BodyWriter.Write("\n"u8);
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
        }
    }
}
