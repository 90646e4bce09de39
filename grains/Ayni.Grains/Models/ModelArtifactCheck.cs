using Ayni.Recommenders;

namespace Ayni.Grains.Models;

/// <summary>Refuses a model whose pieces do not fit together, before it is written and after it is read.</summary>
internal static class ModelArtifactCheck
{
    /// <exception cref="InvalidDataException">What does not fit.</exception>
    public static void Run(ModelArtifact artifact)
    {
        CheckFactors(artifact);
        CheckIds(artifact);
        CheckParts(artifact);
        CheckEvidence(artifact);
    }

    private static void CheckFactors(ModelArtifact artifact)
    {
        if (artifact.ItemFactors.LongLength != (long)artifact.ItemCount * artifact.Rank
            || artifact.Eigenvalues.Length != artifact.Rank
            || artifact.Popularity.Length != artifact.ItemCount)
        {
            throw new InvalidDataException(
                $"Model {artifact.Version} has {artifact.ItemCount} product ids of rank {artifact.Rank}, but "
                + $"{artifact.ItemFactors.Length} factor elements, {artifact.Eigenvalues.Length} eigenvalues and "
                + $"{artifact.Popularity.Length} popularities.");
        }
    }

    private static void CheckIds(ModelArtifact artifact)
    {
        for (var item = 0; item < artifact.ItemCount; item++)
        {
            var productId = artifact.ProductIds[item];
            if (productId.Contains('\n', StringComparison.Ordinal))
                throw new InvalidDataException($"Product id {item} of model {artifact.Version} has a line break.");
            if (item > 0 && string.CompareOrdinal(artifact.ProductIds[item - 1], productId) >= 0)
            {
                throw new InvalidDataException(
                    $"Product ids of model {artifact.Version} do not ascend at item {item}: {productId}.");
            }
        }
    }

    private static void CheckParts(ModelArtifact artifact)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { PartNames.Als, PartNames.Popularity };
        foreach (var part in artifact.Parts)
        {
            if (part.Neighbours.Rows != artifact.ItemCount)
            {
                throw new InvalidDataException(
                    $"Part '{part.Name}' of model {artifact.Version} has {part.Neighbours.Rows} items, not "
                    + $"{artifact.ItemCount}.");
            }

            if (!names.Add(part.Name))
                throw new InvalidDataException($"Model {artifact.Version} has two parts '{part.Name}'.");
        }

        names.UnionWith(artifact.Attachments.Keys);
        foreach (var (name, weight) in artifact.PartWeights)
        {
            if (!names.Contains(name) || !double.IsFinite(weight) || weight < 0)
            {
                throw new InvalidDataException(
                    $"Part '{name}' of model {artifact.Version} has the weight {weight}; a part of the model has one "
                    + $"of 0 or more. It has: {string.Join(", ", names)}.");
            }
        }

        if (!artifact.PartWeights.Values.Any(weight => weight > 0))
            throw new InvalidDataException($"No part of model {artifact.Version} has a weight over 0.");
    }

    private static void CheckEvidence(ModelArtifact artifact)
    {
        var (days, shoppers, purchases) = artifact.Evidence;
        var repeats = artifact.Evidence.Repeats;
        if (days.Length != artifact.ItemCount || shoppers.Length != artifact.ItemCount
            || purchases.Length != artifact.ItemCount || repeats.Length != artifact.ItemCount)
        {
            throw new InvalidDataException(
                $"Model {artifact.Version} has {artifact.ItemCount} items, but {days.Length} repurchase intervals, "
                + $"{repeats.Length} repeat rates, {shoppers.Length} numbers of shoppers and {purchases.Length} of "
                + "purchases.");
        }

        for (var item = 0; item < days.Length; item++)
        {
            if (days[item] <= 0 || float.IsInfinity(days[item]) || shoppers[item] < 0 || purchases[item] < 0
                || !(repeats[item] > 0) || float.IsInfinity(repeats[item]))
            {
                throw new InvalidDataException(
                    $"Item {item} of model {artifact.Version} has {shoppers[item]} shoppers, {purchases[item]} "
                    + $"purchases, {days[item]} days between two and a repeat rate of {repeats[item]}.");
            }
        }
    }
}
