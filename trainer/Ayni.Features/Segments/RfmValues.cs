using Ayni.Features.Histories;

namespace Ayni.Features.Segments;

/// <summary>What a buyer is placed by.</summary>
/// <param name="RecencyDays">Days since the last purchase: <c>days_since_last_purchase_user</c>.</param>
/// <param name="Orders">Orders, at least 1: <c>total_purchases_user</c>.</param>
/// <param name="Spend">What was spent: <c>total_spend_user</c>; null where prices are unknown.</param>
public readonly record struct RfmValues(double RecencyDays, long Orders, decimal? Spend)
{
    /// <summary>What a shopper is placed by, at the instant of a history; null: never bought.</summary>
    public static RfmValues? Of(UserHistory user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.DaysSince(user.LastPurchase) is { } days
            ? new RfmValues(days, user.All.Orders, user.All.KnownSpend)
            : null;
    }
}
