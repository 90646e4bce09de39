using Ayni.Domain.Features;
using Ayni.Features.Definitions;
using Ayni.Features.Offline;
using Ayni.Features.Segments;

namespace Ayni.Trainer.Segmenting;

/// <summary>A shopper, as segments look at them.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="Buyer">What they are placed by; null: never bought.</param>
/// <param name="Values">Their features, in the order of <see cref="UserFeatures.All"/>.</param>
internal sealed record SegmentedShopper(string UserId, RfmValues? Buyer, FeatureValue[] Values)
{
    private static readonly int Recency = IndexOf("days_since_last_purchase_user");
    private static readonly int Orders = IndexOf("total_purchases_user");
    private static readonly int Spend = IndexOf("total_spend_user");

    /// <summary>A shopper from their features.</summary>
    public static SegmentedShopper Of(EntityRow row)
    {
        var orders = (long)row.Values[Orders].Number;
        RfmValues? buyer = orders == 0
            ? null
            : new RfmValues(
                row.Values[Recency].Number,
                orders,
                row.Values[Spend].IsMissing ? null : row.Values[Spend].Money);
        return new SegmentedShopper(row.Id, buyer, row.Values);
    }

    /// <summary>Where a feature stands.</summary>
    public static int IndexOf(string name) => Enumerable.Range(0, UserFeatures.All.Count)
        .Single(index => UserFeatures.All[index].Name == name);
}
