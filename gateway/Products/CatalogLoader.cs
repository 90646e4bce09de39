using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Following;

namespace Ayni.Gateway.Products;

/// <summary>Stores many products in one write; each silo's follower finds them in the catalogue.</summary>
internal sealed class CatalogLoader(ICatalogStore catalog, IGrainFactory grains)
{
    /// <summary>Stores them, and waits until every silo answers with them.</summary>
    /// <param name="products">Of two with one id, the last one stands.</param>
    /// <param name="cancellationToken">Ends the wait; what is written stays, and every silo finds it.</param>
    public async Task LoadAsync(IReadOnlyList<Product> products, CancellationToken cancellationToken)
    {
        var position = await catalog.UpsertAsync(products, CancellationToken.None);
        await grains.GetGrain<IFollowingGrain>(0)
            .WhenApplied(new FollowedPositions(0, position), cancellationToken);
    }
}
