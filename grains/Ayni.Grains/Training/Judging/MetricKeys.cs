using System.Collections.Immutable;
using Ayni.Grains.Models;

namespace Ayni.Grains.Training;

/// <summary>Names of the metrics of a judged run.</summary>
internal static class MetricKeys
{
    /// <summary>Cutoff of the NDCG that decides.</summary>
    public const int DecidingCutoff = 10;

    /// <summary>The parts with the weights learnt.</summary>
    public const string Blend = "blend";

    /// <summary>The version that answered when the run was judged.</summary>
    public const string Active = "active";

    /// <summary>Users that the weights were learnt on.</summary>
    public const string LearningUsers = "learning.users";

    /// <summary>Users that the figures are of.</summary>
    public const string JudgedUsers = "judged.users";

    /// <summary>How likely chance alone makes blend and popularity differ so much.</summary>
    public const string PValue = "blend.p-value";

    private const string Weight = "weight.";

    public static string WeightOf(string part) => Weight + part;

    /// <summary>The published weights; ALS alone where nothing was judged.</summary>
    public static ImmutableSortedDictionary<string, double> WeightsOf(ImmutableDictionary<string, double> metrics)
    {
        var weights = metrics
            .Where(metric => metric.Key.StartsWith(Weight, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(
                metric => metric.Key[Weight.Length..], metric => metric.Value, StringComparer.Ordinal);
        return weights.IsEmpty ? ModelArtifact.AlsAlone : weights;
    }
}
