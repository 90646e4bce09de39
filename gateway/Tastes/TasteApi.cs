using Ayni.Domain.Access;
using Ayni.Domain.Scenarios;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Recommendations;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Tastes;

/// <summary>Which categories and brands a shopper likes.</summary>
internal static class TasteApi
{
    /// <summary>Products added up: the best ones for the shopper.</summary>
    public const int MaxProducts = RecommendationRequest.MaxCount;

    private const int MaxLevel = 16;
    private const int MaxCount = 500;
    private const int DefaultCount = 20;

    private static readonly WholeParameter N = new("n", "How many.", 1, MaxCount, DefaultCount);

    private static readonly OptionalWholeParameter Level = new(
        "level", "Level of the category tree, 1 the widest; left out, categories as products have them.", 1, MaxLevel);

    public static void MapTasteApi(this IEndpointRouteBuilder v1)
    {
        var tastes = v1.MapGroup("/users/{id}").WithTags("Users").RequireScope(AccessScopes.Recommend);
        tastes.MapGet("/categories", Categories).WithName("CategoriesOfUser")
            .WithSummary("Categories a shopper likes, best first")
            .WithDescription(Describe("category")).ReadsQuery(N, Level).Refuses(400, 503);
        tastes.MapGet("/brands", Brands).WithName("BrandsOfUser")
            .WithSummary("Brands a shopper likes, best first")
            .WithDescription(Describe("brand")).ReadsQuery(N).Refuses(400, 503);
    }

    /// <summary>The best categories and brands.</summary>
    public static async Task<TastesAnswer> ReadAsync(
        string userId, RecommendationReader reader, CancellationToken cancellationToken)
    {
        var answer = await reader.ReadAsync(userId, Request, cancellationToken);
        return new TastesAnswer(
            answer.ModelVersion,
            [.. TasteSums.Of(answer.Items, item => TasteSums.Category(item.Category, null)).Take(DefaultCount)],
            [.. TasteSums.Of(answer.Items, item => TasteSums.Brand(item.Brand)).Take(DefaultCount)]);
    }

    private static string Describe(string what) =>
        $"The best {MaxProducts} products for the shopper, those they met among them, are scored as for the scenario "
        + $"{ShippedScenarios.Home} and added up by {what}. Of a shopper nobody knows, or who refuses personal "
        + "recommendations, it is what is liked most.";

    private static async Task<Ok<TasteAnswer>> Categories(
        string id, HttpRequest request, RecommendationReader reader, CancellationToken cancellationToken)
    {
        var level = Level.Read(request);
        return await AnswerAsync(
            id, N.Read(request), item => TasteSums.Category(item.Category, level), reader, cancellationToken);
    }

    private static async Task<Ok<TasteAnswer>> Brands(
        string id, HttpRequest request, RecommendationReader reader, CancellationToken cancellationToken) =>
        await AnswerAsync(id, N.Read(request), item => TasteSums.Brand(item.Brand), reader, cancellationToken);

    private static async Task<Ok<TasteAnswer>> AnswerAsync(
        string id,
        int count,
        Func<RecommendedProduct, string?> nameOf,
        RecommendationReader reader,
        CancellationToken cancellationToken)
    {
        var userId = Ids.FromPath("user_id", id);
        var answer = await reader.ReadAsync(userId, Request, cancellationToken);
        return TypedResults.Ok(new TasteAnswer(
            userId, answer.ModelVersion, answer.Items.Length, [.. TasteSums.Of(answer.Items, nameOf).Take(count)]));
    }

    // Variants and what they met belong to what a shopper likes, and no list is shown that the next one should not
    // repeat.
    private static RecommendationRequest Request { get; } = new()
    {
        Count = MaxProducts,
        ExcludeSeen = false,
        IsUnseen = true,
        Patch = new ScenarioPatch { AllowsVariants = true },
    };
}
