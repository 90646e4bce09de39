using System.Net.Mime;
using Ayni.Domain.Access;
using Ayni.Domain.Errors;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.Quality;

namespace Ayni.Gateway.Quality;

/// <summary>What the data are like now against before.</summary>
internal static class QualityApi
{
    private const int MaxReports = 1;
    private const int MaxWaiting = 1;

    public static void MapQualityApi(this IEndpointRouteBuilder v1)
    {
        var quality = v1.MapGroup("").WithTags("Quality").RequireScope(AccessScopes.Train);
        quality.MapGet("/quality", Get).WithName("GetQuality")
            .WithSummary("The newest report on the data: what shifted, by how much, what it means")
            .WithDescription("Made every Ayni:Quality:Every, of the newest Ayni:Quality:MostRows interactions.")
            .Produces<QualityReport>().Refuses(404);
        quality.MapGet("/quality.html", GetPage).WithName("GetQualityPage")
            .WithSummary("The same as a page with pictures")
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Html).Refuses(404);
        quality.MapPost("/quality", Make).WithName("MakeQuality")
            .WithSummary("Make a report now, and answer it")
            .WithDescription(
                "One at a time, of at most Ayni:Quality:MostRows interactions. The webhook hears of it in a minute.")
            .AddEndpointFilter(v1.LimitRequests("quality", MaxReports, MaxWaiting))
            .Produces<QualityReport>().Refuses(400, 429)
            .IsNotAudited("A report on the data, which changes none.");
    }

    private static async Task<IResult> Get(QualityStore store, CancellationToken cancellationToken) =>
        Results.Bytes(Found(await store.ReadJsonAsync(cancellationToken)), MediaTypeNames.Application.Json);

    private static async Task<IResult> GetPage(QualityStore store, CancellationToken cancellationToken) =>
        Results.Bytes(Found(await store.ReadPageAsync(cancellationToken)), "text/html; charset=utf-8");

    private static async Task<IResult> Make(QualityReports reports, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(await reports.MakeAsync(cancellationToken));
        }
        catch (ArgumentException exception)
        {
            throw new AyniException(ErrorCodes.Invalid, exception.Message);
        }
    }

    private static byte[] Found(byte[]? stored) => stored ?? throw new AyniException(
        ErrorCodes.NotFound, "No report on the data yet. POST /v1/quality makes one now.");
}
