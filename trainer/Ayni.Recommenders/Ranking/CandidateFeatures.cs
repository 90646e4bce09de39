namespace Ayni.Recommenders;

/// <summary>
/// Features of a candidate for a re-ranker: what the parts and their blend say, the shopper, the product, and what the
/// two have in common. Training and serving both fill them here. All are finite; what is not known is
/// <see cref="ItemFacts.Unknown"/>.
/// </summary>
/// <param name="parts">Names of the parts, in the order of a pool's scores.</param>
/// <param name="weights">Weights of their blend.</param>
/// <param name="facts">What is known of the items.</param>
public sealed class CandidateFeatures(IReadOnlyList<string> parts, IReadOnlyList<double> weights, ItemFacts facts)
{
    /// <summary>
    /// Number of the set of features: another one where a feature is added, left out or counted in another way. Trees
    /// grown on one set are not asked with another.
    /// </summary>
    public const string SetVersion = "1";

    private const string BlendName = "blend";

    private static readonly string[] Rest =
    [
        "user_items", "user_days_since_last", "user_mean_price",
        "product_shoppers", "product_purchases", "product_events_7d", "product_events_30d", "product_trend",
        "product_age_days", "product_days_since_last", "product_repurchase_days", "price_product", "discount_product",
        "price_ratio", "category_share", "brand_share", "is_newest_category", "text_similarity",
        "text_similarity_newest",
    ];

    /// <summary>Name of each feature.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. parts.Append(BlendName).SelectMany(part => new[] { $"{part}_score", $"{part}_rank" }), .. Rest,
    ];

    /// <summary>Fills the features of all candidates of a pool.</summary>
    /// <param name="pool">Candidates.</param>
    /// <param name="shopper">Whose they are.</param>
    /// <param name="rows">Receives candidates × features.</param>
    public void Fill(CandidatePool pool, ShopperTaste shopper, Span<float> rows)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(shopper);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, pool.Items.Length * Names.Count, nameof(rows));
        var blend = pool.Blend(weights);
        var blendRanks = CandidatePool.RanksOf(blend);
        var blendBest = blend.Length == 0 ? 0 : blend.Max();
        for (var place = 0; place < pool.Items.Length; place++)
        {
            var row = rows.Slice(place * Names.Count, Names.Count);
            var next = 0;
            for (var part = 0; part < parts.Count; part++)
            {
                row[next++] = Share(pool.Scores[part][place], pool.Best[part]);
                row[next++] = Nearness(pool.Ranks[part][place]);
            }

            row[next++] = Share(blend[place], blendBest);
            row[next++] = Nearness(blendRanks[place]);
            Fill(pool.Items[place], shopper, row[next..]);
        }
    }

    private void Fill(int item, ShopperTaste shopper, Span<float> row)
    {
        var labels = facts.Labels;
        var next = 0;
        row[next++] = shopper.Items;
        row[next++] = shopper.QuietDays;
        row[next++] = (float)(shopper.MeanLogPrice ?? ItemFacts.Unknown);
        row[next++] = facts.Shoppers[item];
        row[next++] = facts.Purchases[item];
        row[next++] = facts.Week[item];
        row[next++] = facts.Month[item];
        row[next++] = facts.Week[item] - facts.Month[item];
        row[next++] = facts.AgeDays[item];
        row[next++] = facts.QuietDays[item];
        row[next++] = facts.RepurchaseDays[item];
        row[next++] = labels.Prices[item];
        row[next++] = labels.Discounts[item];
        row[next++] = shopper.PriceRatio(item);
        row[next++] = shopper.CategoryShare(item);
        row[next++] = shopper.BrandShare(item);
        row[next++] = shopper.IsNewestCategory(item);
        row[next++] = shopper.Likeness(item);
        row[next++] = shopper.LikenessToNewest(item);
    }

    /// <summary>A score as a share of the shopper's best, so that shoppers are alike.</summary>
    private static float Share(float score, float best) =>
        float.IsNaN(score) || best <= 0 ? 0 : Math.Clamp(score / best, -1, 1);

    /// <summary>1 / rank; 0 for what a part does not speak of.</summary>
    private static float Nearness(int rank) => rank == 0 ? 0 : 1f / rank;
}
