using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Ayni.Trainer.Segmenting;

/// <summary>
/// Clusters of shoppers by k-means on their features: missing values are the mean, amounts and counts are taken by
/// their logarithm, each has mean 0 and variance 1. Same shoppers, same seed: same clusters.
/// </summary>
internal sealed class ShopperClusters
{
    private const int Iterations = 100;
    private const int MaxWords = 3;

    // Less than half a standard deviation from the mean of all is nothing to tell of.
    private const double Noticeable = 0.5;

    private static readonly (string Feature, bool IsSkewed, string High, string Low)[] Inputs =
    [
        ("days_since_last_purchase_user", true, "have not bought for long", "bought lately"),
        ("total_purchases_user", true, "order often", "order seldom"),
        ("avg_purchase_value_user", true, "large orders", "small orders"),
        ("days_between_purchases_user", true, "long pauses between orders", "short pauses between orders"),
        ("avg_price_user", true, "dear products", "cheap products"),
        ("discount_share_user", false, "buy reduced products", "buy at full price"),
        ("repeat_purchase_rate_user", false, "buy the same again", "try new products"),
        ("distinct_products_user", true, "a wide choice", "a narrow choice"),
        ("category_concentration_user", false, "stay in few categories", "shop in many categories"),
        ("conversion_rate_user", true, "buy what they look at", "look more than they buy"),
        ("weekend_share_user", false, "weekends", "working days"),
        ("purchase_trend_over_time", false, "buy more and more", "buy less and less"),
    ];

    private ShopperClusters(int[] numbers, IReadOnlyList<ClusterSummary> clusters) =>
        (NumberOf, Clusters) = (numbers, clusters);

    /// <summary>Number of each shopper's cluster.</summary>
    public IReadOnlyList<int> NumberOf { get; }

    /// <summary>The clusters, largest first.</summary>
    public IReadOnlyList<ClusterSummary> Clusters { get; }

    /// <summary>Finds clusters.</summary>
    /// <param name="shoppers">Shoppers, more than clusters.</param>
    /// <param name="count">Clusters wanted, at least 2.</param>
    /// <param name="seed">Seed of the first centres.</param>
    public static ShopperClusters Find(IReadOnlyList<SegmentedShopper> shoppers, int count, int seed)
    {
        var standard = StandardOf(shoppers);
        var context = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Inputs.Length);
        var data = context.Data.LoadFromEnumerable(
            standard.Select(features => new Row { Features = features }), schema);
        var trainer = context.Clustering.Trainers.KMeans(new KMeansTrainer.Options
        {
            FeatureColumnName = nameof(Row.Features),
            NumberOfClusters = count,
            MaximumNumberOfIterations = Iterations,
            // More would add up in the order in which they finish.
            NumberOfThreads = 1,
        });
        var found = context.Data.CreateEnumerable<Found>(trainer.Fit(data).Transform(data), reuseRowObject: false)
            .Select(row => (int)row.PredictedLabel).ToArray();
        return Describe(standard, found);
    }

    private static float[][] StandardOf(IReadOnlyList<SegmentedShopper> shoppers)
    {
        var standard = shoppers.Select(_ => new float[Inputs.Length]).ToArray();
        for (var input = 0; input < Inputs.Length; input++)
        {
            var index = SegmentedShopper.IndexOf(Inputs[input].Feature);
            var values = shoppers.Select(shopper => InputOf(shopper, index, Inputs[input].IsSkewed)).ToArray();
            var known = values.OfType<double>().ToArray();
            if (known.Length == 0)
                continue;
            var mean = known.Average();
            var deviation = Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / shoppers.Count);
            for (var row = 0; deviation > 0 && row < values.Length; row++)
                standard[row][input] = (float)(((values[row] ?? mean) - mean) / deviation);
        }

        return standard;
    }

    private static double? InputOf(SegmentedShopper shopper, int index, bool isSkewed)
    {
        var value = shopper.Values[index];
        if (value.IsMissing)
            return null;
        var number = value.Kind == Domain.Features.FeatureKind.Money ? (double)value.Money : value.Number;
        return isSkewed ? Math.Log(1 + number) : number;
    }

    private static ShopperClusters Describe(float[][] standard, int[] found)
    {
        var ordered = found.GroupBy(label => label)
            .OrderByDescending(cluster => cluster.Count()).ThenBy(cluster => cluster.Key)
            .Select((cluster, index) => (Label: cluster.Key, Number: index + 1))
            .ToDictionary(cluster => cluster.Label, cluster => cluster.Number);
        var numbers = Array.ConvertAll(found, label => ordered[label]);
        var clusters = Enumerable.Range(1, ordered.Count).Select(number =>
        {
            var members = standard.Where((_, row) => numbers[row] == number).ToArray();
            return new ClusterSummary(number, members.Length, WordsOf(members));
        });
        return new ShopperClusters(numbers, [.. clusters]);
    }

    private static string WordsOf(float[][] members)
    {
        var told = Enumerable.Range(0, Inputs.Length)
            .Select(input => (Input: Inputs[input], Mean: members.Average(features => (double)features[input])))
            .Where(told => Math.Abs(told.Mean) >= Noticeable)
            .OrderByDescending(told => Math.Abs(told.Mean))
            .Take(MaxWords)
            .Select(told => string.Create(
                CultureInfo.InvariantCulture,
                $"{(told.Mean > 0 ? told.Input.High : told.Input.Low)} ({told.Mean:+0.0;-0.0} σ)"));
        var words = string.Join(", ", told);
        return words.Length == 0 ? "like most shoppers" : words;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class Found
    {
        public uint PredictedLabel { get; set; }
    }
}
