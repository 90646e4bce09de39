using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Users × items: purchases summed, one k baskets ago counting k^-decay.</summary>
internal static class BasketProfiles
{
    public static CsrMatrix Of(PurchaseHistories histories, double decay)
    {
        var (users, items, weights) = (new List<int>(), new List<int>(), new List<float>());
        for (var user = 0; user < histories.UserCount; user++)
        {
            foreach (var purchase in histories.Of(user))
            {
                users.Add(user);
                items.Add(purchase.Item);
                weights.Add((float)Math.Pow(purchase.BasketsAgo, -decay));
            }
        }

        return CsrMatrix.FromTriples(
            histories.UserCount, histories.ItemCount, [.. users], [.. items], [.. weights]);
    }
}
