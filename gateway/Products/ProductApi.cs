using Ayni.Domain.Catalog;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Products;

/// <summary>The catalogue.</summary>
internal static class ProductApi
{
    private const string PutFirst = "PUT it first.";

    public static void MapProductApi(this IEndpointRouteBuilder v1)
    {
        var products = v1.MapGroup("/products").WithTags("Products");
        products.MapGet("/", List).WithName("ListProducts").WithSummary("Page through the catalogue, by product id")
            .Refuses(400);
        products.MapGet("/{id}", Get).WithName("GetProduct")
            .WithSummary("One product, with what shoppers did to it lately").Refuses(400, 404);
        products.MapPut("/{id}", Put).WithName("PutProduct").WithSummary("Insert or replace a product")
            .WithDescription("Durable, and seen by every answer, when it returns.")
            .Accepts<ProductBody>("application/json").ReadsAtMost(ProductLimits.MaxBodyBytes).Refuses(400, 413, 415);
        products.MapPatch("/{id}", Patch).WithName("PatchProduct").WithSummary("Change some fields of a product")
            .WithDescription("A merge patch (RFC 7396): null empties an optional field.")
            .Accepts<ProductPatchBody>("application/json", "application/merge-patch+json")
            .ReadsAtMost(ProductLimits.MaxBodyBytes).Refuses(400, 404, 413, 415);
        products.MapDelete("/{id}", Delete).WithName("DeleteProduct").WithSummary("Delete a product").Refuses(400, 404);
        products.MapGet("/{id}/similar", Similar).WithName("SimilarProducts")
            .WithSummary("Products liked by the same shoppers, best first").Refuses(400, 404);
    }

    private static async Task<Ok<ProductPage>> List(
        ICatalogStore catalog, CancellationToken cancellationToken, int? limit = null, string? cursor = null)
    {
        var size = Ranges.Check("limit", limit, ProductLimits.DefaultPageSize, 1, ProductLimits.MaxPageSize);
        // One more than asked tells whether there is a next page.
        var found = await catalog.GetPageAsync(PageCursor.Read(cursor), size + 1, cancellationToken);
        var page = found.Take(size).Select(ProductBody.From).ToList();
        var next = found.Count > size ? PageCursor.After(found[size - 1].ProductId) : null;
        return TypedResults.Ok(new ProductPage(page, next));
    }

    private static async Task<Ok<ProductAnswer>> Get(string id, IGrainFactory grains) =>
        TypedResults.Ok(ProductAnswer.From(await GrainOf(id, grains).Get() ?? throw Unknown(id)));

    private static async Task<Ok<ProductAnswer>> Put(string id, HttpRequest request, IGrainFactory grains)
    {
        using var body = await JsonBody.ReadAsync(request);
        var product = ProductParser.Parse(body.RootElement, Ids.FromPath("product_id", id));
        return TypedResults.Ok(ProductAnswer.From(await GrainOf(id, grains).Put(product)));
    }

    private static async Task<Ok<ProductAnswer>> Patch(string id, HttpRequest request, IGrainFactory grains)
    {
        using var body = await JsonBody.ReadAsync(request);
        var patch = ProductParser.ParsePatch(body.RootElement, Ids.FromPath("product_id", id));
        return TypedResults.Ok(ProductAnswer.From(await GrainOf(id, grains).Patch(patch) ?? throw Unknown(id)));
    }

    private static async Task<NoContent> Delete(string id, IGrainFactory grains) =>
        await GrainOf(id, grains).Delete() ? TypedResults.NoContent() : throw Unknown(id);

    private static async Task<Ok<SimilarProducts>> Similar(string id, IGrainFactory grains, int? n = null)
    {
        var count = Ranges.Check("n", n, 10, 1, RecommendationRequest.MaxCount);
        return TypedResults.Ok(SimilarProducts.From(await GrainOf(id, grains).Similar(count)));
    }

    private static IProductGrain GrainOf(string id, IGrainFactory grains) =>
        grains.GetGrain<IProductGrain>(Ids.FromPath("product_id", id));

    private static RefusalException Unknown(string id) => RefusalException.NotFound("product_id", id, PutFirst);
}
