namespace Ayni.Recommenders;

/// <summary>
/// How readily each item is bought again: of the baskets that users filled after their first purchase of the item, the
/// share that holds it, shrunk towards the share r of all items: (repeats + s r) / (baskets + s). Over r, so that 1 is
/// usual.
/// </summary>
public static class RepeatRates
{
    /// <summary>Baskets that pass before an item's own share is believed; of Ta-Feng's validation baskets.</summary>
    public const double DefaultShrinkage = 20;

    /// <summary>Counts.</summary>
    /// <param name="histories">What users bought.</param>
    /// <param name="shrinkage">s, over 0.</param>
    /// <returns>One number an item, over 0; 1 for all where nothing was ever bought again.</returns>
    public static float[] Of(PurchaseHistories histories, double shrinkage = DefaultShrinkage)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shrinkage);
        var (repeats, chances) = (new long[histories.ItemCount], new long[histories.ItemCount]);
        var bought = new HashSet<int>();
        for (var user = 0; user < histories.UserCount; user++)
        {
            bought.Clear();
            foreach (var purchase in histories.Of(user))
            {
                if (bought.Add(purchase.Item))
                    chances[purchase.Item] += purchase.BasketsAgo - 1;
                else
                    repeats[purchase.Item]++;
            }
        }

        var rates = new float[histories.ItemCount];
        var usual = repeats.Sum() / (double)Math.Max(1, chances.Sum());
        for (var item = 0; item < rates.Length; item++)
        {
            rates[item] = usual == 0
                ? 1
                : (float)((repeats[item] + (shrinkage * usual)) / (chances[item] + shrinkage) / usual);
        }

        return rates;
    }
}
