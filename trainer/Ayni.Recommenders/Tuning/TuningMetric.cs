using System.Globalization;

namespace Ayni.Recommenders;

/// <summary>The figure that a search makes as large as it can, such as <c>ndcg@20</c>.</summary>
public sealed record TuningMetric
{
    private const int MaxCutoff = 1000;

    private static readonly Dictionary<string, UserMetric> Names = new(StringComparer.Ordinal)
    {
        ["ndcg"] = UserMetric.Ndcg,
        ["recall"] = UserMetric.Recall,
        ["precision"] = UserMetric.Precision,
        ["f1"] = UserMetric.F1,
        ["map"] = UserMetric.AveragePrecision,
        ["mrr"] = UserMetric.ReciprocalRank,
        ["hit_rate"] = UserMetric.Hit,
    };

    private readonly string _name;

    private TuningMetric(string name, int cutoff) => (_name, Cutoff) = (name, cutoff);

    /// <summary>What; one that says how well lists hit.</summary>
    public UserMetric Metric => Names[_name];

    /// <summary>Its K. <value>1 to 1,000.</value></summary>
    public int Cutoff { get; }

    /// <summary>Reads a name such as <c>ndcg@20</c>.</summary>
    /// <exception cref="ArgumentException">Names the metric and what it can be.</exception>
    public static TuningMetric Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('@') is [var name, var cutoff]
            && Names.ContainsKey(name)
            && int.TryParse(cutoff, NumberStyles.None, CultureInfo.InvariantCulture, out var k)
            && k is >= 1 and <= MaxCutoff
                ? new TuningMetric(name, k)
                : throw new ArgumentException(
                    $"The metric is '{text}'; it must be one of {string.Join(", ", Names.Keys)} with a cutoff of 1 "
                    + $"to {MaxCutoff}, such as ndcg@20.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_name}@{Cutoff}");
}
