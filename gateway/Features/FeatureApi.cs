using Ayni.Domain.Access;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Features;

/// <summary>Features of shoppers and products, and their dictionary.</summary>
internal static class FeatureApi
{
    private const int MaxProducts = 100;

    private static readonly InstantParameter AsOf = new(
        "as_of",
        "Instant that they are told for: what happened before it counts. Left out, now. Prices, brands and categories "
        + "are those of now whatever the instant.");

    private static readonly IdsParameter ProductIds = new(
        "product_ids", "Products before which the shopper is described too, with commas between them.", MaxProducts);

    public static void MapFeatureApi(this IEndpointRouteBuilder v1)
    {
        var features = v1.MapGroup("/features").WithTags("Features").RequireScope(AccessScopes.Recommend);
        features.MapGet("/", Dictionary).WithName("ListFeatures").WithSummary("Dictionary of features")
            .WithDescription("Every feature's name, unit, window, default and formula. As a page: " + FeaturePage.Path);
        features.MapGet("/users/{id}", OfUser).WithName("FeaturesOfUser").WithSummary("Features of a shopper")
            .WithDescription(
                "Worked out by the shopper's grain from what it holds, by the definitions that the command line's "
                + "features writes files by: for the same instant, position and catalogue the values are equal.")
            .ReadsQuery(AsOf, ProductIds).Refuses(400);
        features.MapGet("/products/{id}", OfProduct).WithName("FeaturesOfProduct").WithSummary("Features of a product")
            .WithDescription("Worked out by the product's grain; also of a product that the catalogue does not hold.")
            .ReadsQuery(AsOf).Refuses(400);
    }

    private static Ok<FeatureDictionary> Dictionary() => TypedResults.Ok(FeatureDictionary.Current);

    private static async Task<Ok<UserFeaturesAnswer>> OfUser(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var userId = Ids.FromPath("user_id", id);
        var reading = await grains.GetGrain<IUserGrain>(userId).GetFeatures(
            AsOf.Read(request), [.. ProductIds.Read(request)], cancellationToken);
        return TypedResults.Ok(UserFeaturesAnswer.From(userId, reading));
    }

    private static async Task<Ok<ProductFeaturesAnswer>> OfProduct(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var productId = Ids.FromPath("product_id", id);
        var reading = await grains.GetGrain<IProductGrain>(productId).GetFeatures(
            AsOf.Read(request), cancellationToken);
        return TypedResults.Ok(ProductFeaturesAnswer.From(productId, reading));
    }
}
