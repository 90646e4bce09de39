using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// One user's candidates for learning a blend's weights: the best of every part, and the held-out item, with what each
/// part says of each.
/// </summary>
internal sealed class BlendPool
{
    /// <param name="items">Candidates, ascending.</param>
    /// <param name="scores">Parts × candidates; NaN where a part says nothing.</param>
    /// <param name="target">Place of the held-out item among the candidates.</param>
    public BlendPool(int[] items, float[][] scores, int target)
    {
        Target = target;
        Scores = scores;
        Spoken = new uint[items.Length];
        for (var part = 0; part < scores.Length; part++)
        {
            for (var place = 0; place < items.Length; place++)
            {
                if (float.IsNaN(scores[part][place]))
                    scores[part][place] = 0;
                else
                    Spoken[place] |= 1u << part;
            }
        }
    }

    /// <summary>Parts × candidates; 0 where a part says nothing.</summary>
    public float[][] Scores { get; }

    /// <summary>One bit a part, lowest first, set where it says something of the candidate.</summary>
    public uint[] Spoken { get; }

    /// <summary>Place of the held-out item.</summary>
    public int Target { get; }

    /// <summary>Makes a user's pool.</summary>
    /// <param name="scores">Parts × items, NaN for what is no candidate, but for the held-out item.</param>
    /// <param name="best">Keeps as many of each part as a pool takes; empty.</param>
    /// <param name="target">The held-out item.</param>
    public static BlendPool Of(float[][] scores, TopK best, int target)
    {
        var items = new SortedSet<int> { target };
        foreach (var part in scores)
        {
            for (var item = 0; item < part.Length; item++)
                best.Offer(item, part[item]);
            items.UnionWith(best.Drain().Select(kept => kept.Index));
        }

        var candidates = items.ToArray();
        return new BlendPool(
            candidates,
            Array.ConvertAll(scores, part => Array.ConvertAll(candidates, item => part[item])),
            Array.BinarySearch(candidates, target));
    }

    /// <summary>
    /// Rank of the held-out item by given scores, ties to the lower item; 0 where no part with a weight speaks of it.
    /// </summary>
    /// <param name="sums">Score of each candidate.</param>
    /// <param name="weighed">One bit a part, set for those with a weight.</param>
    public int RankOf(ReadOnlySpan<float> sums, uint weighed)
    {
        if ((Spoken[Target] & weighed) == 0)
            return 0;
        var (rank, own) = (1, sums[Target]);
        for (var place = 0; place < sums.Length; place++)
        {
            var isBefore = sums[place] > own || (sums[place] == own && place < Target);
            if (isBefore && (Spoken[place] & weighed) != 0)
                rank++;
        }

        return rank;
    }
}
