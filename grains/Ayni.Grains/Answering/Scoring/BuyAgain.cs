using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// What a shopper bought and is due again. A product's interval is the median of the shopper's own ones where there are
/// two or more, else that of all shoppers (<c>RepurchaseDays</c> of the model). With t days since the last purchase and
/// interval d the score is n / (n + 1) · exp(−ln(t / d)² / 2σ²) of n purchases: highest when it is due, low right after
/// buying and long after.
/// </summary>
internal static class BuyAgain
{
    /// <summary>σ: a third of the interval early, or half of it late, still count three quarters.</summary>
    public const double Spread = 0.75;

    /// <summary>Below this a product is long past being due, or far from it: it is not given.</summary>
    public const float LeastScore = 0.01f;

    private const double SecondsADay = 86_400;

    /// <summary>The scorer.</summary>
    public static Scorer Scorer(Question question, double weight)
    {
        var scores = new Dictionary<int, float>();
        if (question.Shopper.MayPersonalize)
        {
            foreach (var (productId, times) in PurchasesOf(question.Shopper))
            {
                var row = question.Snapshot.Ids.RowOf(productId);
                if (row < 0 || IntervalOf(question.Snapshot, row, times) is not { } days)
                    continue;
                var score = ScoreOf(times, days, question.Now);
                if (score >= LeastScore)
                    scores[row] = score;
            }
        }

        return new SomeRowsScorer(scores)
        {
            Label = new(SourceNames.BuyAgain, weight, RecommendationSource.BuyAgain),
        };
    }

    /// <summary>Days since the shopper last bought a product; null: never.</summary>
    public static int? DaysSince(ShopperFacts shopper, string productId, DateTimeOffset now) =>
        PurchasesOf(shopper).TryGetValue(productId, out var times) ? (int)(now - times[^1]).TotalDays : null;

    private static float ScoreOf(List<DateTimeOffset> times, double days, DateTimeOffset now)
    {
        var since = Math.Max((now - times[^1]).TotalDays, 1 / SecondsADay);
        var away = Math.Log(since / days) / Spread;
        return (float)(times.Count / (times.Count + 1.0) * Math.Exp(-away * away / 2));
    }

    private static double? IntervalOf(IndexSnapshot snapshot, int row, List<DateTimeOffset> times)
    {
        if (times.Count > 2)
        {
            var gaps = times.Zip(times.Skip(1), (one, next) => (next - one).TotalDays).Order().ToArray();
            return gaps[gaps.Length / 2];
        }

        var item = snapshot.ItemOf(row);
        var days = item == IndexSnapshot.NoItem ? double.NaN : snapshot.Model!.RepurchaseDaysOf(item);
        return days > 0 ? days : null;
    }

    // One visit of several purchases of a product is one purchase.
    private static SortedDictionary<string, List<DateTimeOffset>> PurchasesOf(ShopperFacts shopper)
    {
        var purchases = new SortedDictionary<string, List<DateTimeOffset>>(StringComparer.Ordinal);
        foreach (var logged in shopper.Standing)
        {
            var interaction = logged.Interaction;
            if (interaction.Type != InteractionType.Purchase || interaction.ProductId is not { } productId)
                continue;
            if (!purchases.TryGetValue(productId, out var times))
                purchases[productId] = times = [];
            times.Add(interaction.Timestamp);
        }

        foreach (var times in purchases.Values)
        {
            times.Sort();
            for (var index = times.Count - 1; index > 0; index--)
            {
                if (times[index] - times[index - 1] < TimeSpan.FromDays(1))
                    times.RemoveAt(index);
            }
        }

        return purchases;
    }
}
