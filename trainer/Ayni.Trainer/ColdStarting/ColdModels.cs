using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.ColdStarting;

/// <summary>The rankings that cold starts are measured with.</summary>
/// <param name="histories">Users × items: what is known of each user.</param>
internal sealed class ColdModels(CsrMatrix histories)
{
    public const string Content = "content";
    public const string Mix = "mix";
    public const string Random = "random";

    /// <summary>
    /// Σ over the history of ln(1 + weight) · cosine^power, over the neighbours of each product met, divided by the
    /// root of Σ ln(1 + weight): one likeness in a long history says less, several say more.
    /// </summary>
    /// <param name="neighbours">Items × items with cosines.</param>
    /// <param name="power">Exponent of the cosine.</param>
    public BoundModel OfNeighbours(CsrMatrix neighbours, double power)
    {
        var weights = Array.ConvertAll(
            neighbours.Values.ToArray(), cosine => (float)Math.Pow(cosine, power));
        return new BoundModel(Content, histories.Columns, (row, scores) =>
        {
            scores.Fill(float.NaN);
            var met = histories.RowColumns(row);
            var total = 0.0;
            foreach (var weight in histories.RowValues(row))
                total += Math.Log(1 + weight);
            for (var entry = 0; entry < met.Length; entry++)
            {
                var scale = (float)(Math.Log(1 + histories.RowValues(row)[entry]) / Math.Sqrt(total));
                for (var at = neighbours.RowStarts[met[entry]]; at < neighbours.RowStarts[met[entry] + 1]; at++)
                {
                    ref var score = ref scores[neighbours.ColumnIndices[at]];
                    score = (float.IsNaN(score) ? 0 : score) + (scale * weights[at]);
                }
            }
        });
    }

    /// <summary>share · one + (1 − share) · other; nothing to say counts 0, unless neither has anything.</summary>
    public static BoundModel Mixed(IRecommender one, IRecommender other, double share) =>
        new(Mix, one.Items, (row, scores) =>
        {
            var second = new float[scores.Length];
            one.Score([row], scores);
            other.Score([row], second);
            for (var item = 0; item < scores.Length; item++)
            {
                var (left, right) = (scores[item], second[item]);
                if (!float.IsNaN(left) || !float.IsNaN(right))
                {
                    scores[item] = (float)((share * (float.IsNaN(left) ? 0 : left))
                        + ((1 - share) * (float.IsNaN(right) ? 0 : right)));
                }
            }
        });

    /// <summary>The dot products of users' and items' factors.</summary>
    /// <param name="name">Name in the table.</param>
    /// <param name="userFactors">Users × rank.</param>
    /// <param name="itemFactors">Items × rank.</param>
    /// <param name="rank">Length of a factor.</param>
    public static BoundModel OfFactors(string name, float[] userFactors, float[] itemFactors, int rank) =>
        new(name, itemFactors.Length / rank, (row, scores) => DenseProducts.MultiplyTransposed(
            userFactors.AsSpan(row * rank, rank), itemFactors, scores, 1, rank, scores.Length));

    /// <summary>One number an item, the same for everybody.</summary>
    public static BoundModel OfItems(string name, IReadOnlyList<double> weights)
    {
        float[] scored = [.. weights.Select(weight => (float)weight)];
        return new BoundModel(name, scored.Length, (_, scores) => scored.CopyTo(scores));
    }

    /// <summary>Folds each history into a fitted model.</summary>
    public BoundModel OfHistories(IRecommender model) =>
        new(model.Name, model.Items, (row, scores) => model.ScoreHistories(histories, [row], scores));

    /// <summary>An order of its own for each row.</summary>
    public BoundModel AtRandom(int seed) => new(Random, histories.Columns, (row, scores) =>
    {
        var random = new SplitMix64(seed, row);
        for (var item = 0; item < scores.Length; item++)
            scores[item] = (float)random.NextDouble();
    });
}
