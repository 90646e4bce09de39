using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Catalog;

namespace Ayni.Gateway.Products;

/// <summary>Stores many products and has their grains read them anew.</summary>
internal sealed class CatalogLoader(ICatalogStore catalog, IGrainFactory grains)
{
    private const int MaxConcurrentRefreshes = 64;

    public async Task LoadAsync(IReadOnlyList<Product> products, CancellationToken cancellationToken)
    {
        await catalog.UpsertAsync(products, cancellationToken);
        var ids = products.Select(product => product.ProductId).Distinct(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(MaxConcurrentRefreshes))
        {
            await Task.WhenAll(chunk.Select(id => grains.GetGrain<IProductGrain>(id).Refresh()))
                .WaitAsync(cancellationToken);
        }
    }
}
