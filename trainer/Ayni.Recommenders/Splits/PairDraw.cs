using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Draws some of a user's pairs.</summary>
internal static class PairDraw
{
    /// <exception cref="ArgumentOutOfRangeException">The share is not over 0 and under 1.</exception>
    public static void RequireShare(double share, string name)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(
                name, share, $"The {name} of a user's pairs must be over 0 and under 1, such as 0.1.");
        }
    }

    /// <summary>
    /// Marks share × length of the pairs, rounded half up, at least some, and never all: selection sampling, so that
    /// each subset of that size is equally likely.
    /// </summary>
    /// <param name="marks">One a pair; length is the number of pairs.</param>
    /// <param name="share">Share to mark.</param>
    /// <param name="atLeast">Least number to mark, where there are more pairs than that.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <param name="user">The user: the partition of the random numbers.</param>
    public static void Mark(Span<bool> marks, double share, int atLeast, int seed, int user)
    {
        var random = new SplitMix64(seed, user);
        var wanted = Math.Min(Math.Max((int)Math.Floor((share * marks.Length) + 0.5), atLeast), marks.Length - 1);
        for (var position = 0; wanted > 0; position++)
        {
            if (random.Next(marks.Length - position) >= wanted)
                continue;
            marks[position] = true;
            wanted--;
        }
    }

    /// <summary>
    /// Marks share × length of the pairs, rounded half up, never all: drawn one after the other, each with a chance in
    /// proportion to its item's weight (Efraimidis, Spirakis 2006: the smallest of exponential numbers over weights).
    /// </summary>
    /// <param name="marks">One a pair.</param>
    /// <param name="items">Item of each pair.</param>
    /// <param name="itemWeights">Weight of each item, over 0 for those with pairs.</param>
    /// <param name="share">Share to mark.</param>
    /// <param name="seed">Seed of the split.</param>
    /// <param name="user">The user: the partition of the random numbers.</param>
    public static void MarkByWeight(
        Span<bool> marks, ReadOnlySpan<int> items, double[] itemWeights, double share, int seed, int user)
    {
        var random = new SplitMix64(seed, user);
        var keys = new double[marks.Length];
        var positions = new int[marks.Length];
        for (var position = 0; position < keys.Length; position++)
        {
            var exponential = -Math.Log(random.NextPositiveDouble());
            (keys[position], positions[position]) = (exponential / itemWeights[items[position]], position);
        }

        Array.Sort(keys, positions);
        var wanted = Math.Min((int)Math.Floor((share * marks.Length) + 0.5), marks.Length - 1);
        for (var rank = 0; rank < wanted; rank++)
            marks[positions[rank]] = true;
    }
}
