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

    /// <summary>Whether every judged user's weights were learnt on the others: 1, or 0.</summary>
    public const string CrossValidated = "judged.cross-validated";

    /// <summary>Users that the new and the active version are compared on.</summary>
    public const string ComparedUsers = "compared.users";

    /// <summary>NDCG@10 of what is to be published, on these.</summary>
    public const string ComparedNew = "compared.new";

    /// <summary>NDCG@10 of the active version, on these.</summary>
    public const string ComparedActive = "compared.active";

    /// <summary>The first less the second; with <c>.low</c> and <c>.high</c>.</summary>
    public const string ComparedDifference = "compared.difference";

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
