using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Ayni.Domain.Access;
using Ayni.Domain.Auditing;
using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Events;
using Ayni.Gateway.Features;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Recommendations;
using Ayni.Gateway.Security;
using Ayni.Gateway.Tastes;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Users;

/// <summary>Everything held about a shopper.</summary>
internal static class UserExportApi
{
    private const string Ndjson = "application/x-ndjson";

    /// <summary>Exports under way at once.</summary>
    private const int MaxExports = 4;

    private const int MaxWaiting = 64;

    /// <summary>Lines between two looks at whether the client reads.</summary>
    private const int FlushEvery = 256;

    private static readonly JsonSerializerOptions Json = WireFormat.Options;

    private static ReadOnlySpan<byte> LineEnd => "\n"u8;

    public static void MapUserExportApi(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/users/{id}:export", Export).WithTags("Users").WithName("ExportUser")
            .RequireScope(AccessScopes.Admin)
            .WithSummary("Everything held about a shopper, streamed")
            .WithDescription(
                "A JSON object a line, with one member that says what it is: export, profile, consents (what they "
                + "allow), features, tastes, shown (products recommended of late), consent (each word said of one, "
                + "oldest first), interaction (every one in the log, oldest first, however many), and at last end "
                + "with their number: without that line the stream broke off. As slow as the client reads.")
            .AddEndpointFilter(v1.LimitRequests("user_exports", MaxExports, MaxWaiting))
            .Produces<string>(StatusCodes.Status200OK, Ndjson)
            .Refuses(400, 429, 503).AuditsUser(AuditActs.UserExport);

    private static async Task<IResult> Export(
        string id,
        HttpResponse response,
        IGrainFactory grains,
        IInteractionLog log,
        IUserInteractions interactions,
        IConsents consents,
        RecommendationReader recommendations,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        // What may be refused comes before the first byte.
        var userId = Ids.FromPath("user_id", id);
        var grain = grains.GetGrain<IUserGrain>(userId);
        var position = await log.GetHeadAsync(cancellationToken);
        var view = await grain.Get(0, cancellationToken);
        var allowed = await grain.GetConsents(cancellationToken);
        var said = await consents.ReadHistoryAsync(userId, cancellationToken);
        var features = await grain.GetFeatures(null, [], cancellationToken);
        var shown = await grain.GetShown(cancellationToken);
        var tastes = await TasteApi.ReadAsync(userId, recommendations, cancellationToken);

        response.ContentType = Ndjson;
        var body = response.BodyWriter;
        Write(body, new { Export = new { UserId = userId, ExportedAt = time.GetUtcNow(), Position = position } });
        Write(body, new { view.Profile });
        Write(body, new { Consents = ConsentAnswer.From(userId, allowed) });
        Write(body, new { Features = UserFeaturesAnswer.From(userId, features) });
        Write(body, new { Tastes = tastes });
        Write(body, new { Shown = shown });
        foreach (var word in said)
            Write(body, new { Consent = ConsentEventAnswer.From(word) });
        var count = 0L;
        await foreach (var logged in interactions.ReadAllByUserAsync(userId, position, cancellationToken))
        {
            Write(body, new { Interaction = EventBody.From(logged) });
            if (++count % FlushEvery == 0)
                await body.FlushAsync(cancellationToken);
        }

        Write(body, new { End = new { Interactions = count } });
        await body.FlushAsync(cancellationToken);
        return Results.Empty;
    }

    private static void Write<T>(PipeWriter body, T line)
    {
        using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = Json.Encoder }))
            JsonSerializer.Serialize(writer, line, Json);
        body.Write(LineEnd);
    }
}
