using Ayni.Domain.Access;
using Ayni.Domain.Catalog;
using Ayni.Gateway.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ayni.Gateway.Products;

/// <summary>The names that the catalogue uses.</summary>
internal static class CategoryApi
{
    public static void MapCategoryApi(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/categories", Get).WithTags("Products").WithName("ListCategories")
            .RequireScope(AccessScopes.Catalogue)
            .WithSummary("The tree of categories, with the number of products in each and below it")
            .WithDescription("Every product of the catalogue counts, whether it may be recommended now or not.");

    private static async Task<Ok<CategoriesAnswer>> Get(ICatalogStore catalog, CancellationToken cancellationToken)
    {
        // One more than answered tells whether there are more.
        var counts = await catalog.CountByCategoryAsync(ProductLimits.MaxCategories + 1, cancellationToken);
        return TypedResults.Ok(CategoriesAnswer.From(
            counts.Take(ProductLimits.MaxCategories), counts.Count <= ProductLimits.MaxCategories));
    }
}
