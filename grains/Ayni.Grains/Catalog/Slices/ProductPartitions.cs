using Ayni.Numerics;

namespace Ayni.Grains.Catalog;

/// <summary>Which part of the catalogue a product lies in: the same in every silo and for ever.</summary>
/// <param name="Count">Parts, 1 or more.</param>
public readonly record struct ProductPartitions(int Count)
{
    /// <summary>Part of a product, from 0.</summary>
    public int Of(string productId) =>
        Count == 1 ? 0 : (int)Math.BigMul(SplitMix64.Mix(FnvHash.Of(productId)), (ulong)Count, out _);
}
