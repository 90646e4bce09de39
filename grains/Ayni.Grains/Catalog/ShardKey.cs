using System.Text;

namespace Ayni.Grains.Catalog;

/// <summary>Which products belong to which shard.</summary>
public static class ShardKey
{
    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;

    /// <summary>Range of a model's items that a shard holds: [s · n / S, (s + 1) · n / S).</summary>
    public static Range ItemsOf(int shard, int shards, int itemCount) =>
        (int)((long)shard * itemCount / shards)..(int)((shard + 1L) * itemCount / shards);

    /// <summary>Shard of a product that the model does not know: FNV-1a of the id's UTF-8 bytes, modulo.</summary>
    public static int ShardOf(string productId, int shards)
    {
        var hash = FnvOffset;
        foreach (var value in Encoding.UTF8.GetBytes(productId))
            hash = unchecked((hash ^ value) * FnvPrime);
        return (int)(hash % (uint)shards);
    }
}
