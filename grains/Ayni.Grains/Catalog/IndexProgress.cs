namespace Ayni.Grains.Catalog;

/// <summary>How far the index of this silo is.</summary>
/// <param name="Stage">What it is doing, in words.</param>
/// <param name="ProductsRead">Changes of the catalogue read by the load under way, or by the last one.</param>
/// <param name="ProductsTotal">Products in the catalogue when that load began; 0 before the first.</param>
public sealed record IndexProgress(string Stage, long ProductsRead, long ProductsTotal)
{
    /// <summary>Share of the catalogue that is read, 0 to 1; 1 once the index is ready.</summary>
    public double Share => ProductsTotal == 0 ? 0 : Math.Min(1, (double)ProductsRead / ProductsTotal);
}
