using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Training;

/// <summary>A line of the comparison of a judged run: a part, the blend, or the version that answered then.</summary>
/// <param name="Name">Such as <c>als</c>, <c>item-knn</c>, <c>popularity</c>, <c>blend</c>, <c>active</c>.</param>
/// <param name="Ndcg">NDCG@10: mean over the judged users.</param>
/// <param name="NdcgLow">Lower end of its 95 % bootstrap interval.</param>
/// <param name="NdcgHigh">Upper end.</param>
/// <param name="Recall">Recall@10.</param>
/// <param name="Coverage">Share of the products that it recommended to anybody, at 10.</param>
/// <param name="Weight">Weight with which the part is published; null for what is no part.</param>
/// <param name="IsPublished">Whether it answers: a part with a weight, or the blend if that is published.</param>
public sealed record ComparedPart(
    string Name, double Ndcg, double NdcgLow, double NdcgHigh, double Recall, double Coverage, double? Weight,
    bool IsPublished)
{
    private const string Ndcg10 = ".ndcg@10";
    private const string Blend = "blend";
    private const string Active = "active";
    private const string Popularity = "popularity";
    private const string WeightPrefix = "weight.";

    /// <summary>The comparison that metrics hold: NDCG descending, the version of then last.</summary>
    /// <param name="metrics">Of a run or a version; empty where nothing was judged.</param>
    public static ImmutableArray<ComparedPart> ListOf(IReadOnlyDictionary<string, double> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var isBlended = metrics.Any(metric => metric.Value > 0
            && metric.Key.StartsWith(WeightPrefix, StringComparison.Ordinal)
            && metric.Key != WeightPrefix + Popularity);
        return
        [
            .. metrics.Keys
                .Where(key => key.EndsWith(Ndcg10, StringComparison.Ordinal))
                .Select(key => Of(key[..^Ndcg10.Length], metrics, isBlended))
                .OrderBy(part => part.Name == Active)
                .ThenByDescending(part => part.Ndcg)
                .ThenBy(part => part.Name, StringComparer.Ordinal),
        ];
    }

    private static ComparedPart Of(string name, IReadOnlyDictionary<string, double> metrics, bool isBlended)
    {
        var ndcg = metrics[name + Ndcg10];
        double? weight = metrics.TryGetValue(WeightPrefix + name, out var given) ? given : null;
        return new ComparedPart(
            name,
            ndcg,
            metrics.GetValueOrDefault(name + Ndcg10 + ".low", ndcg),
            metrics.GetValueOrDefault(name + Ndcg10 + ".high", ndcg),
            metrics.GetValueOrDefault(name + ".recall@10"),
            metrics.GetValueOrDefault(name + ".coverage@10"),
            weight,
            weight > 0 || (name == Blend && isBlended));
    }
}
