using Ayni.Domain.Interactions;
using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Grains.Models;

/// <summary>What a shopper met of a model's items, weighed as its training weighed it.</summary>
/// <param name="Items">Item indices, ascending.</param>
/// <param name="Confidences">Confidence of each, as ALS takes it.</param>
/// <param name="Scale">Scale that is in the confidences.</param>
internal sealed record KnownPairs(int[] Items, float[] Confidences, double Scale)
{
    /// <summary>Sums a shopper's interactions; products the model does not know are left out.</summary>
    /// <param name="artifact">The model.</param>
    /// <param name="interactions">In position order.</param>
    /// <param name="weights">What each kind of interaction counts; null: as in training.</param>
    public static KnownPairs Of(
        ModelArtifact artifact, IEnumerable<LoggedInteraction> interactions, InteractionWeights? weights = null)
    {
        var options = artifact.Options;
        List<int> items = [];
        List<double> sums = [];
        foreach (var pair in PairWeights.Sum(interactions, weights ?? options.Weights, artifact.ReferenceTime))
        {
            var item = artifact.IndexOf(pair.ProductId);
            if (item < 0)
                continue;
            items.Add(item);
            sums.Add(pair.Weight);
        }

        var scale = Confidence.ScaleOf(AlsOptions.From(options), items.Count);
        return new KnownPairs(
            [.. items], [.. sums.Select(weight => Confidence.FromWeight(weight, scale))], scale);
    }
}
