using Ayni.GrainInterfaces.Catalog;

namespace Ayni.Grains.Catalog;

/// <summary>
/// Reaches product grains. Orleans works out a grain's type from the interface, by its attributes, whenever a grain is
/// asked for: for fifty an answer that costs more than the calls, so it is done once. Thread-safe; one a silo.
/// </summary>
internal sealed class ProductGrains(IGrainFactory grains)
{
    private volatile GrainReference? _any;

    /// <summary>The grain of a product.</summary>
    public IProductGrain this[string productId]
    {
        get
        {
            var any = _any ??= (GrainReference)grains.GetGrain<IProductGrain>(productId);
            return (IProductGrain)grains.GetGrain(GrainId.Create(any.GrainId.Type, productId), any.InterfaceType);
        }
    }
}
