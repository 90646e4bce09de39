using System.Globalization;
using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Catalog;
using Ayni.Domain.Scenarios;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Exports;

namespace Ayni.Gateway.Exports;

/// <summary>Everybody's lists.</summary>
internal static class ExportApi
{
    /// <summary>Exports under way at once: each takes what processors there are.</summary>
    public const int MaxExports = 1;

    /// <summary>Exports that wait for that.</summary>
    public const int MaxWaiting = 4;

    private const string Ndjson = "application/x-ndjson";
    private const string Csv = "text/csv";

    private static readonly TextParameter Scenario = new(
        "scenario", $"Which recipe; {ShippedScenarios.Home} if left out. One with rotation or momentum is refused: "
        + "those hang on the moment a list is shown.", ScenarioRules.MaxNameLength);

    private static readonly OptionalWholeParameter N = new(
        "n", "Products a shopper; left out, as many as the scenario says.", 1, RecommendationRequest.MaxCount);

    private static readonly ChoiceParameter Format = new(
        "format", "A JSON object a shopper, or a line a product.", "ndjson", "csv");

    public static void MapExportApi(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/exports/recommendations", Export)
            .WithTags("Exports")
            .WithName("ExportRecommendations")
            .RequireScope(AccessScopes.Admin)
            .WithSummary("Everybody's recommendations, streamed")
            .WithDescription(
                "Of every shopper who met a product, by user id: what their own answer would be, the same products in "
                + "the same order. A line is {\"user_id\":…,\"items\":[{\"product_id\":…,\"score\":…}]}, or in CSV "
                + "user_id,rank,product_id,score. Who refuses personal recommendations gets those of nobody in "
                + "particular. Scenarios of the sources model and popular without boosters, pinned products, "
                + "diversity, new products' share and conditions on the shopper are made for many shoppers at once; "
                + "the others shopper by shopper, which takes far longer. As slow as the client reads; ends when it "
                + "hangs up. A stream that broke off is not ended by its last chunk.")
            .ReadsQuery(Scenario, N, ViewParameters.Store, ViewParameters.Group, Format)
            .AddEndpointFilter(v1.LimitRequests("exports", MaxExports, MaxWaiting))
            .Produces<string>(StatusCodes.Status200OK, Ndjson, Csv)
            .Refuses(400, 404, 429, 503)
            .Audits(AuditActs.RecommendationsExport);
    }

    private static async Task<IResult> Export(HttpContext context, CancellationToken cancellationToken)
    {
        var order = new ListOrder
        {
            Scenario = Scenario.Read(context.Request) ?? ShippedScenarios.Home,
            Count = N.Read(context.Request),
            View = new ShopView(
                ViewParameters.Store.Read(context.Request), ViewParameters.Group.Read(context.Request)),
        };
        var format = Format.Read(context.Request) == "csv" ? ListFormat.Csv : ListFormat.Ndjson;
        var export = await context.OfSilo<IListExporter>().OpenAsync(order, cancellationToken);
        await WriteAsync(export, format, context.Response, cancellationToken);
        return Results.Empty;
    }

    private static async Task WriteAsync(
        ListExport export, ListFormat format, HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = format == ListFormat.Csv ? Csv : Ndjson;
        response.Headers["Ayni-Scenario"] = $"{export.Scenario}; version={export.ScenarioVersion}";
        response.Headers["Ayni-Model"] = export.ModelVersion ?? "none";
        response.Headers["Ayni-Position"] = export.Position.ToString(CultureInfo.InvariantCulture);
        using var writer = new ListWriter(response.BodyWriter, format);
        writer.WriteHeader();
        await foreach (var block in export.Blocks.WithCancellation(cancellationToken))
        {
            writer.Write(block);

            // Waits while the client does not read: nothing is made ahead of it but a few blocks.
            await response.BodyWriter.FlushAsync(cancellationToken);
        }
    }
}
