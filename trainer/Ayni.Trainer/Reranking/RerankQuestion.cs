using Ayni.Recommenders;

namespace Ayni.Trainer.Reranking;

/// <summary>A shopper who is asked about.</summary>
/// <param name="User">Row of the split.</param>
/// <param name="Hash">Uniform, of the id: says the fold.</param>
/// <param name="Pool">Candidates.</param>
/// <param name="Taste">What is known of the shopper.</param>
/// <param name="Bought">Items to find, ascending; some may be outside the pool.</param>
internal sealed record RerankQuestion(
    int User, ulong Hash, CandidatePool Pool, ShopperTaste Taste, int[] Bought)
{
    /// <summary>1 for each candidate that was bought.</summary>
    public float[] Labels { get; } =
        Array.ConvertAll(Pool.Items, item => Array.BinarySearch(Bought, item) >= 0 ? 1f : 0f);

    /// <summary>Whether there is something to learn from.</summary>
    public bool Teaches => Labels.Contains(1f) && Labels.Contains(0f);

    /// <summary>NDCG@K of the pool in the order of scores: greatest first, then by item; NaN is left out.</summary>
    public double Ndcg(IReadOnlyList<double> scores, int cutoff)
    {
        var best = Enumerable.Range(0, scores.Count)
            .Where(place => !double.IsNaN(scores[place]))
            .OrderByDescending(place => scores[place])
            .ThenBy(place => place)
            .Take(cutoff);
        var (gain, rank) = (0.0, 0);
        foreach (var place in best)
        {
            rank++;
            gain += Labels[place] / Math.Log2(rank + 1);
        }

        var ideal = Enumerable.Range(1, Math.Min(cutoff, Bought.Length)).Sum(hit => 1 / Math.Log2(hit + 1));
        return gain / ideal;
    }
}
