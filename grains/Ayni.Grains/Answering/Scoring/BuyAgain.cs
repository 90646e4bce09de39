using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;
using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Grains.Answering;

/// <summary>
/// What a shopper bought and may want again: the own share of <see cref="NextBasketRecommender"/>. With s = rate · Σ
/// over the shopper's baskets with the product of k^-δ, k baskets ago, times a factor of how due it is, the score is
/// s / (1 + s). The rate is how readily the product is bought again (of the model; 1 without one); it is due by the
/// median of the shopper's own intervals where there are two or more, else by that of all shoppers.
/// </summary>
internal static class BuyAgain
{
    /// <summary>What a product keeps of its score when it is anything but due.</summary>
    public const double LeastDue = 0.5;

    /// <summary>How due a product is whose interval nobody knows.</summary>
    public const double UnknownDue = 0.5;

    private static readonly double Decay = new NextBasketOptions().RecencyDecay;

    /// <summary>The scorer.</summary>
    public static Scorer Scorer(Question question, double weight)
    {
        var scores = new Dictionary<int, float>();
        if (question.Shopper.MayPersonalize)
        {
            foreach (var (productId, bought) in PurchasesOf(question.Shopper))
            {
                var row = question.Snapshot.Ids.RowOf(productId);
                if (row >= 0)
                    scores[row] = ScoreOf(question.Snapshot, row, bought, question.Now);
            }
        }

        return new SomeRowsScorer(scores)
        {
            Label = new(SourceNames.BuyAgain, weight, RecommendationSource.BuyAgain),
        };
    }

    /// <summary>Days since the shopper last bought a product; null: never.</summary>
    public static int? DaysSince(ShopperFacts shopper, string productId, DateTimeOffset now) =>
        PurchasesOf(shopper).TryGetValue(productId, out var bought)
            ? (int)(now - bought.Visits[^1]).TotalDays
            : null;

    private static float ScoreOf(IndexSnapshot snapshot, int row, Bought bought, DateTimeOffset now)
    {
        var item = snapshot.ItemOf(row);
        var model = item == IndexSnapshot.NoItem ? null : snapshot.Model;
        var days = IntervalOf(bought.Visits) ?? model?.RepurchaseDaysOf(item) ?? double.NaN;
        var due = days > 0 ? RepeatDue.Of((now - bought.Visits[^1]).TotalDays, days) : UnknownDue;
        var own = bought.BasketsAgo.Sum(ago => Math.Pow(ago, -Decay)) * (model?.RepeatRateOf(item) ?? 1);
        own *= LeastDue + ((1 - LeastDue) * due);
        return (float)(own / (1 + own));
    }

    private static double? IntervalOf(List<DateTimeOffset> visits)
    {
        if (visits.Count <= 2)
            return null;
        var gaps = visits.Zip(visits.Skip(1), (one, next) => (next - one).TotalDays).Order().ToArray();
        return gaps[gaps.Length / 2];
    }

    private static SortedDictionary<string, Bought> PurchasesOf(ShopperFacts shopper)
    {
        var baskets = new BasketNumbers();
        var purchases = new List<(string ProductId, DateTimeOffset Time, int Basket)>();
        foreach (var interaction in shopper.Standing
            .Select(logged => logged.Interaction)
            .Where(interaction => interaction.Type == InteractionType.Purchase && interaction.ProductId is not null)
            .OrderBy(interaction => interaction.Timestamp))
        {
            purchases.Add((interaction.ProductId!, interaction.Timestamp, baskets.Of(interaction)));
        }

        var count = purchases.Count == 0 ? 0 : purchases.Max(purchase => purchase.Basket) + 1;
        var products = new SortedDictionary<string, Bought>(StringComparer.Ordinal);
        foreach (var ofProduct in purchases.GroupBy(purchase => purchase.ProductId, StringComparer.Ordinal))
        {
            products.Add(ofProduct.Key, new Bought(
                VisitsOf(ofProduct.Select(purchase => purchase.Time)),
                [.. ofProduct.Select(purchase => count - purchase.Basket).Distinct()]));
        }

        return products;
    }

    // One visit of several purchases of a product is one purchase.
    private static List<DateTimeOffset> VisitsOf(IEnumerable<DateTimeOffset> times)
    {
        var visits = new List<DateTimeOffset>();
        foreach (var time in times)
        {
            if (visits.Count == 0 || time - visits[^1] >= TimeSpan.FromDays(1))
                visits.Add(time);
        }

        return visits;
    }

    /// <param name="Visits">When it was bought, oldest first, a day or more apart.</param>
    /// <param name="BasketsAgo">In which of the shopper's baskets: 1 is the newest.</param>
    private sealed record Bought(List<DateTimeOffset> Visits, int[] BasketsAgo);
}
