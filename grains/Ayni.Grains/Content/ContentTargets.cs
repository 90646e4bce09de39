using Ayni.Content;
using Ayni.Domain.Catalog;

namespace Ayni.Grains.Content;

/// <summary>The factors of a model's items, for a map to learn from.</summary>
/// <param name="ProductIds">Ids of the items, ordinal ascending.</param>
/// <param name="Factors">Items × rank, row-major.</param>
/// <param name="Rank">Length of a factor.</param>
/// <param name="Shoppers">Shoppers who met each item.</param>
public sealed record ContentTargets(string[] ProductIds, float[] Factors, int Rank, int[] Shoppers)
{
    /// <summary>Fewest items that a map is learnt from.</summary>
    public const int MinItems = 50;

    /// <summary>The map; null where it would predict no better than the mean.</summary>
    internal FactorMap? FitMap(
        IReadOnlyList<Product> products,
        FeatureSpace features,
        float[] vectors,
        int threads,
        CancellationToken cancellationToken)
    {
        (int Product, int Item)[] known =
        [
            .. products
                .Select((product, index) => (
                    index, Array.BinarySearch(ProductIds, product.ProductId, StringComparer.Ordinal)))
                .Where(pair => pair.Item2 >= 0),
        ];
        if (known.Length < MinItems)
            return null;
        var dimensions = features.Dimensions;
        var inputs = new float[known.Length * features.Width];
        var targets = new float[known.Length * Rank];
        var weights = new float[known.Length];
        for (var row = 0; row < known.Length; row++)
        {
            var (product, item) = known[row];
            features.Write(
                products[product], vectors.AsSpan(product * dimensions, dimensions),
                inputs.AsSpan(row * features.Width, features.Width));
            Factors.AsSpan(item * Rank, Rank).CopyTo(targets.AsSpan(row * Rank));
            weights[row] = MathF.Log(2 + Shoppers[item]);
        }

        var (map, explained) = FactorMap.FitByValidation(
            inputs, features.Width, targets, Rank, weights, options: null, threads, cancellationToken);
        return explained > 0 ? map : null;
    }
}
