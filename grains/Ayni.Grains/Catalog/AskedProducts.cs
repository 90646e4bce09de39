namespace Ayni.Grains.Catalog;

/// <summary>
/// Counts how often products are asked for that are not active on this silo, so that those of one visit do not each
/// become a grain: in a large catalogue every shopper's candidates are others. Bounded: a slot a product, which others
/// of the same slot wear down, so that counts are of late and a little too low. Thread-safe without locks, for a count
/// that two threads raise at once may rise by one; one a silo.
/// </summary>
internal sealed class AskedProducts
{
    /// <summary>
    /// Times asked from which a product is worth an activation: that costs about ten readings of the catalogue, and
    /// pays from the next time on.
    /// </summary>
    public const int WorthActivating = 4;

    private const int SlotBits = 18;
    private const uint CountMask = 0xF;

    // Hash above, count below.
    private readonly uint[] _slots = new uint[1 << SlotBits];

    /// <summary>Counts one more time.</summary>
    /// <returns>Whether that is often enough.</returns>
    public bool Ask(string productId)
    {
        var hash = (uint)string.GetHashCode(productId);
        ref var slot = ref _slots[hash >> (32 - SlotBits)];
        var (held, own) = (slot, hash & ~CountMask);
        var count = held & CountMask;
        if ((held & ~CountMask) == own)
        {
            slot = own | Math.Min(count + 1, CountMask);
            return count + 1 >= WorthActivating;
        }

        slot = count > 1 ? held - 1 : own | 1;
        return false;
    }
}
