using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// What a re-ranker orders for one shopper: the best of every part, with what each part says of each. Immutable.
/// </summary>
public sealed class CandidatePool
{
    private CandidatePool(int[] items, float[][] scores)
    {
        (Items, Scores) = (items, scores);
        Ranks = Array.ConvertAll(scores, RanksOf);
        Best = Array.ConvertAll(scores, BestOf);
    }

    /// <summary>Candidates, ascending.</summary>
    public int[] Items { get; }

    /// <summary>Parts × candidates; NaN where a part says nothing.</summary>
    public float[][] Scores { get; }

    /// <summary>Parts × candidates: place of the candidate among the part's, from 1; 0 where it says nothing.</summary>
    public int[][] Ranks { get; }

    /// <summary>A part's greatest score of a candidate; 0 where it says nothing.</summary>
    public float[] Best { get; }

    /// <summary>Makes a shopper's pool.</summary>
    /// <param name="scores">Parts × items; NaN where a part says nothing, or for what is no candidate.</param>
    /// <param name="size">Best items of each part that are candidates.</param>
    public static CandidatePool Of(IReadOnlyList<float[]> scores, int size)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var items = new SortedSet<int>();
        var best = new TopK(size);
        foreach (var part in scores)
        {
            for (var item = 0; item < part.Length; item++)
                best.Offer(item, part[item]);
            items.UnionWith(best.Drain().Select(kept => kept.Index));
        }

        int[] candidates = [.. items];
        return new CandidatePool(
            candidates, [.. scores.Select(part => Array.ConvertAll(candidates, item => part[item]))]);
    }

    /// <summary>A pool of candidates that were chosen before.</summary>
    /// <param name="items">Candidates, ascending.</param>
    /// <param name="scores">Parts × candidates; NaN where a part says nothing.</param>
    public static CandidatePool OfChosen(int[] items, float[][] scores)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(scores);
        if (Array.Find(scores, part => part.Length != items.Length) is { } other)
            throw new ArgumentException($"{items.Length} candidates have {other.Length} scores.", nameof(scores));
        for (var place = 1; place < items.Length; place++)
        {
            if (items[place] <= items[place - 1])
                throw new ArgumentException($"Candidate {place} does not ascend: {items[place]}.", nameof(items));
        }

        return new CandidatePool(items, scores);
    }

    /// <summary>The candidates' score in a blend: Σ weight × score; a part that says nothing adds nothing.</summary>
    /// <param name="weights">One a part.</param>
    public float[] Blend(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Count, Scores.Length, nameof(weights));
        var sums = new float[Items.Length];
        for (var part = 0; part < Scores.Length; part++)
        {
            for (var place = 0; place < sums.Length && weights[part] != 0; place++)
            {
                if (!float.IsNaN(Scores[part][place]))
                    sums[place] += (float)weights[part] * Scores[part][place];
            }
        }

        return sums;
    }

    private static float BestOf(float[] scores)
    {
        var best = float.NaN;
        foreach (var score in scores)
            best = score <= best ? best : float.IsNaN(score) ? best : score;
        return float.IsNaN(best) ? 0 : best;
    }

    /// <summary>Place of each score, from 1: greatest first, then by place; 0 of NaN.</summary>
    internal static int[] RanksOf(float[] scores)
    {
        var places = new int[scores.Length];
        var known = 0;
        for (var place = 0; place < scores.Length; place++)
        {
            if (!float.IsNaN(scores[place]))
                places[known++] = place;
        }

        places.AsSpan(0, known).Sort((one, other) => scores[other].CompareTo(scores[one]) is not 0 and var byScore
            ? byScore
            : one.CompareTo(other));
        var ranks = new int[scores.Length];
        for (var rank = 0; rank < known; rank++)
            ranks[places[rank]] = rank + 1;
        return ranks;
    }
}
