using System.Text.Json.Nodes;
using Ayni.Domain.Access;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.Silo.Ingestion;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Events;

/// <summary>What shoppers did, coming in.</summary>
internal static class EventApi
{
    private static readonly WordParameter Wait = new(
        "wait", "applied: answer only when the recommendations take the events into account.", "applied");

    public static void MapEventApi(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/events", Post)
            .WithTags("Events")
            .WithName("PostEvents")
            .WithSummary("Send one event or many")
            .WithDescription(
                "The body is one event, an array of events, or {\"events\": [...]}, at most 1,000 of them; all are " +
                "taken or none. 202 means: in the durable log, exactly once per event_id. With wait=applied the " +
                "answer comes only when the recommendations take the events into account. What is odd but taken, " +
                "such as a product that the catalogue does not hold, is told in warnings. What an erased shopper did " +
                "before the erasure is dropped and counted, not refused: others' events beside it are taken, and no " +
                "client tries for ever. With the header Idempotency-Key, events without an event_id get one that is " +
                "the same when the request is sent again. With a public key, the events of one guest; their ids are " +
                "kept, and answered, in a form of their own.")
            .Accepts<EventBody>("application/json")
            .AddOpenApiOperationTransformer(DescribeBodyAsync)
            .ReadsAtMost(EventLimits.MaxBodyBytes)
            .ReadsQuery(Wait)
            .AddEndpointFilter(v1.ServiceProvider.GetRequiredService<LogPressureFilter>())
            .AddEndpointFilter(v1.LimitEvents(EventLimits.MaxBodyBytes))
            .RequireScope(AccessScopes.Events).AllowsPublicKey()
            .Refuses(400, 413, 415, 422, 429, 503)
            .IsNotAudited("The log is itself the lasting record of events, thousands a second.");
    }

    // One path reads three forms, which no single type can say.
    private static Task DescribeBodyAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var json = operation.RequestBody!.Content!["application/json"];
        var one = json.Schema!;
        var many = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = one,
            MinItems = 1,
            MaxItems = EventLimits.MaxEvents,
        };
        var wrapped = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["events"] = many },
            Required = new HashSet<string> { "events" },
        };
        json.Schema = new OpenApiSchema { AnyOf = [one, many, wrapped] };
        json.Example = JsonNode.Parse(
            """[{"user_id": "u-1", "product_id": "p-1", "interaction_type": "purchase", "interaction_score": 1}]""");
        return Task.CompletedTask;
    }

    private static async Task<Accepted<EventsAnswer>> Post(
        HttpRequest request,
        EventReading reading,
        IngestService ingest,
        EventMetrics metrics,
        CancellationToken cancellationToken,
        [FromHeader(Name = EventIds.KeyHeader)] string? idempotencyKey = null)
    {
        var waits = Wait.Read(request);
        EventIds.Check(idempotencyKey);
        var batch = await ReadAsync(request, reading, idempotencyKey, metrics, cancellationToken);
        var answer = await ingest.AppendAsync(GuestSession.Hold(request.HttpContext, batch), waits, cancellationToken);
        return TypedResults.Accepted((string?)null, answer);
    }

    // The body goes before the wait for the log: events hold all that is needed of it.
    private static async Task<EventBatch> ReadAsync(
        HttpRequest request,
        EventReading reading,
        string? idempotencyKey,
        EventMetrics metrics,
        CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, capacity: EventLimits.MaxBodyBytes);
        try
        {
            return await reading.ReadAsync(body.RootElement, idempotencyKey, cancellationToken);
        }
        catch (RefusalException)
        {
            metrics.Refused(IngestService.Way, 1);
            throw;
        }
    }
}
