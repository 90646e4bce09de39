using Ayni.Domain.Access;
using Ayni.Domain.Catalog;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Http;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Security;
using Ayni.GrainInterfaces.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Products;

/// <summary>The catalogue.</summary>
internal static class ProductApi
{
    private const string PutFirst = "PUT it first.";

    private const string NotAudited = "The shop's own catalogue, which its programs write all day.";

    private static readonly WholeParameter Limit = new(
        "limit", "Products on a page.", 1, ProductLimits.MaxPageSize, ProductLimits.DefaultPageSize);

    private static readonly TextParameter Cursor = new(
        "cursor", "next_cursor of the page before.", PageCursor.MaxLength);

    public static void MapProductApi(this IEndpointRouteBuilder v1)
    {
        var products = v1.MapGroup("/products").WithTags("Products").RequireScope(AccessScopes.Catalogue);
        products.MapGet("/", List).WithName("ListProducts").WithSummary("Page through the catalogue, by product id")
            .ReadsQuery(Limit, Cursor).Refuses(400);
        products.MapGet("/{id}", Get).WithName("GetProduct")
            .WithSummary("One product, with what shoppers did to it lately").Refuses(400, 404);
        products.MapPut("/{id}", Put).WithName("PutProduct").WithSummary("Insert or replace a product")
            .WithDescription(
                "Durable, and seen by every answer, when it returns. Fields that mean nothing to us are listed in " +
                "ignored_fields; a misspelt one is refused.")
            .Accepts<ProductBody>("application/json").ReadsAtMost(ProductLimits.MaxBodyBytes).Refuses(400, 413, 415)
            .IsNotAudited(NotAudited);
        products.MapPatch("/{id}", Patch).WithName("PatchProduct").WithSummary("Change some fields of a product")
            .WithDescription(
                "A merge patch (RFC 7396): null empties an optional field. Fields that mean nothing to us are listed " +
                "in ignored_fields; a misspelt one is refused.")
            .Accepts<ProductPatchBody>("application/json", "application/merge-patch+json")
            .ReadsAtMost(ProductLimits.MaxBodyBytes).Refuses(400, 404, 413, 415).IsNotAudited(NotAudited);
        products.MapDelete("/{id}", Delete).WithName("DeleteProduct").WithSummary("Delete a product").Refuses(400, 404)
            .IsNotAudited(NotAudited);
    }

    private static async Task<Ok<ProductPage>> List(
        HttpRequest request, ICatalogStore catalog, CancellationToken cancellationToken)
    {
        var size = Limit.Read(request);
        // One more than asked tells whether there is a next page.
        var found = await catalog.GetPageAsync(PageCursor.Read(Cursor.Read(request)), size + 1, cancellationToken);
        var page = found.Take(size).Select(ProductBody.From).ToList();
        var next = found.Count > size ? PageCursor.After(found[size - 1].ProductId) : null;
        return TypedResults.Ok(new ProductPage(page, next));
    }

    private static async Task<Ok<ProductAnswer>> Get(
        string id, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var productId = IdOf(id);
        var found = await GrainOf(productId, grains).Get(cancellationToken) ?? throw Unknown(productId);
        return TypedResults.Ok(ProductAnswer.From(found));
    }

    private static async Task<Ok<ProductAnswer>> Put(
        string id, HttpRequest request, ProductParser parser, IGrainFactory grains)
    {
        var productId = IdOf(id);
        using var body = await JsonBody.ReadAsync(request);
        var (product, ignored) = parser.Parse(body.RootElement, productId);
        return TypedResults.Ok(ProductAnswer.From(await GrainOf(productId, grains).Put(product), ignored));
    }

    private static async Task<Ok<ProductAnswer>> Patch(
        string id, HttpRequest request, ProductParser parser, IGrainFactory grains)
    {
        var productId = IdOf(id);
        using var body = await JsonBody.ReadAsync(request);
        var (patch, ignored) = parser.ParsePatch(body.RootElement, productId);
        var grain = GrainOf(productId, grains);
        // The store holds to this too, and decides where somebody changes the product at this moment.
        ProductParser.Check(patch, await grain.GetEntry() ?? throw Unknown(productId));
        var patched = await grain.Patch(patch) ?? throw Unknown(productId);
        return TypedResults.Ok(ProductAnswer.From(patched, ignored));
    }

    private static async Task<NoContent> Delete(string id, IGrainFactory grains)
    {
        var productId = IdOf(id);
        return await GrainOf(productId, grains).Delete() ? TypedResults.NoContent() : throw Unknown(productId);
    }

    private static string IdOf(string segment) => Ids.FromPath("product_id", segment);

    private static IProductGrain GrainOf(string productId, IGrainFactory grains) =>
        grains.GetGrain<IProductGrain>(productId);

    private static RefusalException Unknown(string productId) =>
        RefusalException.NotFound("product_id", productId, PutFirst);
}
