using Ayni.Domain.Access;
using Ayni.Domain.Scenarios;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Answering;
using Ayni.GrainInterfaces.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Recommendations;

/// <summary>What to recommend, to whom, on which page.</summary>
internal static class RecommendationApi
{
    private static readonly IdParameter UserId = new("user_id", "Who looks at the page.");

    public static void MapRecommendationApi(this IEndpointRouteBuilder v1)
    {
        var answers = v1.MapGroup("").WithTags("Recommendations").RequireScope(AccessScopes.Recommend)
            .AddEndpointFilter(v1.LimitAnswers());
        answers.MapGet("/users/{id}/recommendations", ForUser).WithName("Recommend").AllowsPublicKey()
            .WithSummary("The best products for a shopper, now")
            .WithDescription(
                "By the scenario named. The shopper's factor is solved from their interactions at this moment, so an "
                + "event changes the next answer without training. Of a shopper nobody knows, trends and popularity "
                + "are given, and said to be.")
            .ReadsQuery(RecommendationQuery.Parameters).Refuses(400, 404, 429, 503);
        answers.MapGet("/users/{id}/recommendations:trace", Trace).WithName("TraceRecommendations")
            .WithSummary("The same, with what became of every candidate")
            .WithDescription("Each candidate with the parts of its score, what lifted or sank it, and the rule that "
                + "dropped it.")
            .ReadsQuery(RecommendationQuery.Parameters).Refuses(400, 404, 429, 503);
        answers.MapGet("/recommendations", ForNobody).WithName("RecommendToNobody").AllowsPublicKey()
            .WithSummary("Products for nobody in particular")
            .WithDescription("What is trending, popular or new (scenario), in a category or not; what goes with a "
                + "product or a cart.")
            .ReadsQuery(RecommendationQuery.Parameters).Refuses(400, 404, 429, 503);
        answers.MapGet("/products/{id}/similar", Similar).WithName("SimilarProducts").AllowsPublicKey()
            .WithSummary("Products like another one, best first")
            .WithDescription(
                "By who met both, the more so the more shoppers did, and by their texts. With user_id, what that "
                + "shopper bought or saw lately is left out, as the scenario says.")
            .ReadsQuery([UserId, .. RecommendationQuery.ParametersBesideProduct]).Refuses(400, 404, 429, 503);
        answers.MapGet("/attributes", Attributes).WithName("ListAttributes")
            .WithSummary("Attributes of the shop's own that filters can ask for").Refuses(429, 503);
        answers.MapPost("/recommendations", Post).WithName("PostRecommendations").AllowsPublicKey()
            .WithSummary("One list or several, with everything that a request can say")
            .WithDescription(
                "With rails, several lists are made after one another, and no product is in two of them; what a rail "
                + "does not say, the request around it does. With among, a given list is ranked.")
            .Accepts<RecommendationBody>("application/json").ReadsAtMost(RecommendationParser.MaxBodyBytes)
            .Produces<RecommendationsAnswer>().Produces<RailsAnswer>().Refuses(400, 404, 413, 415, 429, 503)
            .IsNotAudited("Reads alone.");
    }

    private static Task<Ok<RecommendationsAnswer>> ForUser(
        string id, HttpRequest request, RecommendationReader reader, CancellationToken cancellationToken) =>
        AnswerAsync(
            GuestSession.Own(request.HttpContext, Ids.FromPath("user_id", id)),
            RecommendationQuery.Read(request),
            reader,
            cancellationToken);

    private static Task<Ok<RecommendationsAnswer>> Trace(
        string id, HttpRequest request, RecommendationReader reader, CancellationToken cancellationToken) =>
        AnswerAsync(
            Ids.FromPath("user_id", id),
            RecommendationQuery.Read(request) with { Trace = true, Explain = true },
            reader,
            cancellationToken);

    private static Task<Ok<RecommendationsAnswer>> Similar(
        string id, HttpRequest request, RecommendationReader reader, CancellationToken cancellationToken) =>
        AnswerAsync(
            GuestSession.Own(request.HttpContext, UserId.Read(request)),
            RecommendationQuery.Read(request, ShippedScenarios.ProductPage) with
            {
                ContextProduct = Ids.FromPath("product_id", id),
            },
            reader,
            cancellationToken);

    private static async Task<Ok<AttributesAnswer>> Attributes(
        IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(new AttributesAnswer(
            await grains.GetGrain<IAnswerGrain>(0).Attributes(cancellationToken)));

    private static Task<Ok<RecommendationsAnswer>> ForNobody(
        HttpRequest request, RecommendationReader reader, CancellationToken cancellationToken) =>
        AnswerAsync(null, RecommendationQuery.Read(request), reader, cancellationToken);

    private static async Task<Ok<RecommendationsAnswer>> AnswerAsync(
        string? userId,
        RecommendationRequest request,
        RecommendationReader reader,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(
            RecommendationsAnswer.From(await reader.ReadAsync(userId, request, cancellationToken), request));

    private static async Task<IResult> Post(
        HttpRequest request, RecommendationReader reader, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request);
        var order = RecommendationParser.Parse(body.RootElement);
        GuestSession.Own(request.HttpContext, order.UserId);
        if (order.IsOne)
            return await AnswerAsync(order.UserId, order.Lists[0], reader, cancellationToken);
        var rails = new List<RecommendationsAnswer>(order.Lists.Length);
        List<string> given = [];
        foreach (var list in order.Lists)
        {
            var answer = await reader.ReadAsync(
                order.UserId, list with { OnPage = [.. list.OnPage, .. given] }, cancellationToken);
            given.AddRange(answer.Items.Select(item => item.ProductId));
            rails.Add(RecommendationsAnswer.From(answer, list));
        }

        return TypedResults.Ok(new RailsAnswer(rails));
    }
}
