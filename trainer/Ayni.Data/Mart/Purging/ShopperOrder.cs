using Ayni.Data.Mart.Files;
using Ayni.Domain.Interactions;
using Ayni.Numerics;

namespace Ayni.Data.Mart.Purging;

/// <summary>The order of rows in files that a mart is made in: group of shoppers, shopper, position.</summary>
internal sealed class ShopperOrder(MartLayout layout, long position)
{
    private readonly uint _buckets = (uint)layout.BucketsOf(position);

    public int Compare(string leftUser, long leftPosition, string rightUser, long rightPosition)
    {
        var buckets = BucketOf(leftUser).CompareTo(BucketOf(rightUser));
        if (buckets != 0)
            return buckets;
        var users = IdOrder.Compare(leftUser, rightUser);
        return users != 0 ? users : leftPosition.CompareTo(rightPosition);
    }

    private ulong BucketOf(string user) => FnvHash.Of(user) % _buckets;
}
