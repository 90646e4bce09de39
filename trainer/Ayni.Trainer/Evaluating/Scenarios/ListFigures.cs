using Ayni.Recommenders;
using Ayni.Trainer.ColdStarting;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>
/// What lists brought. Seen products keep their places: a list is judged as it was given. Figures of hits are means
/// over those who bought, that of clicks over those who viewed.
/// </summary>
/// <param name="period">What was done after the cutoff.</param>
/// <param name="prices">Price of each item; null: it has none.</param>
/// <param name="evaluation">Cutoffs.</param>
internal sealed class ListFigures(TestPeriod period, decimal?[] prices, EvaluationOptions evaluation)
{
    public const string Ndcg = "ndcg@10";
    public const string Recall = "recall@20";
    public const string Hit = "hit_rate@10";

    /// <summary>1 with a product among the first 10 that the user viewed, else 0.</summary>
    public const string ClickHit = "click_hit_rate@10";

    /// <summary>Σ price of the products among the first 10 that the user bought, each once.</summary>
    public const string Revenue = "revenue@10";

    /// <summary>Mean price of the first 10; not defined without a price.</summary>
    public const string Price = "price@10";

    /// <summary>Products a list.</summary>
    public const int Length = 20;

    private const int Top = 10;

    /// <summary>Figures with intervals, in the order of the tables.</summary>
    public static readonly string[] All = [Ndcg, Recall, Hit, ClickHit, Revenue, Price];

    /// <summary>Measures.</summary>
    /// <returns>What is a figure of all lists together, and by name the figures of each user asked.</returns>
    public (EvaluationReport Report, IReadOnlyDictionary<string, double[]> PerUser) Of(
        ServedLists served, CancellationToken cancellationToken)
    {
        var places = new int[period.Bought.Rows];
        for (var place = 0; place < period.Rows.Length; place++)
            places[period.Rows[place]] = place;
        var ranking = new BoundModel(served.Name, period.Bought.Columns, (row, scores) =>
        {
            scores.Fill(float.NaN);
            var list = served.Lists[places[row]];
            for (var rank = 0; rank < list.Length; rank++)
                scores[list[rank]] = list.Length - rank;
        });
        var report = Evaluator.Evaluate(
            ranking,
            period.Part.Train,
            period.Bought,
            evaluation with { Cutoffs = [Top, Length], ExcludeSeen = false },
            cancellationToken);
        return (report, new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            [Ndcg] = OfBuyers(UserMetric.Ndcg, Top),
            [Recall] = OfBuyers(UserMetric.Recall, Length),
            [Hit] = OfBuyers(UserMetric.Hit, Top),
            [ClickHit] = PerUser(served, ClickHitOf),
            [Revenue] = PerUser(served, RevenueOf),
            [Price] = PerUser(served, (_, list) => MeanPriceOf(list)),
        });

        double[] OfBuyers(UserMetric metric, int cutoff)
        {
            var values = new double[period.Rows.Length];
            Array.Fill(values, double.NaN);
            var buyers = report.PerUser.Of(metric, cutoff);
            for (var buyer = 0; buyer < buyers.Length; buyer++)
                values[places[report.PerUser.Users[buyer]]] = buyers[buyer];
            return values;
        }
    }

    private double[] PerUser(ServedLists served, Func<int, int[], double> figureOf) =>
        [.. period.Rows.Select((row, place) => figureOf(row, [.. served.Lists[place].Take(Top)]))];

    private double ClickHitOf(int row, int[] list)
    {
        if (period.Viewed.RowLength(row) == 0)
            return double.NaN;
        return list.Any(item => period.Viewed.Contains(row, item)) ? 1 : 0;
    }

    private double RevenueOf(int row, int[] list) => period.Bought.RowLength(row) == 0
        ? double.NaN
        : (double)list.Where(item => period.Bought.Contains(row, item)).Sum(item => prices[item] ?? 0);

    private double MeanPriceOf(int[] list)
    {
        var known = list.Select(item => prices[item]).OfType<decimal>().ToArray();
        return known.Length == 0 ? double.NaN : (double)known.Average();
    }
}
