namespace Ayni.Grains.Catalog;

/// <summary>How far the index of this silo is.</summary>
/// <param name="Stage">What it is doing, in words.</param>
/// <param name="ProductsRead">Changes of the catalogue read by the load under way, or by the last one.</param>
/// <param name="ProductsTotal">Products in the catalogue when that load began; 0 before the first.</param>
public sealed record IndexProgress(string Stage, long ProductsRead, long ProductsTotal);
