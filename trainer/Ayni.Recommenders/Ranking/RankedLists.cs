namespace Ayni.Recommenders;

/// <summary>
/// Lists to learn a ranking from: each has candidates, of which those that the shopper took are 1. Immutable.
/// </summary>
public sealed class RankedLists
{
    /// <summary>Takes ownership of the arrays, which must not be changed afterwards.</summary>
    /// <param name="names">Name of each feature.</param>
    /// <param name="starts">Length lists + 1: where each list's candidates start; from 0, rising.</param>
    /// <param name="features">Candidates × features, row-major, all finite.</param>
    /// <param name="labels">1 for what was taken, 0 for the rest; one a candidate.</param>
    /// <exception cref="ArgumentException">The arrays do not describe such lists: why.</exception>
    public RankedLists(IReadOnlyList<string> names, int[] starts, float[] features, float[] labels)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != labels.Length)
            throw new ArgumentException($"Starts must go from 0 to the {labels.Length} candidates.", nameof(starts));
        for (var list = 0; list + 1 < starts.Length; list++)
        {
            if (starts[list + 1] <= starts[list])
                throw new ArgumentException($"List {list} has no candidate.", nameof(starts));
        }

        if (features.Length != (long)labels.Length * names.Count)
        {
            throw new ArgumentException(
                $"{labels.Length} candidates with {names.Count} features are not {features.Length} numbers.",
                nameof(features));
        }

        var odd = Array.FindIndex(features, value => !float.IsFinite(value));
        if (odd >= 0)
        {
            throw new ArgumentException(
                $"{names[odd % names.Count]} of candidate {odd / names.Count} is {features[odd]}; it must be finite.",
                nameof(features));
        }

        if (Array.Exists(labels, label => label is not (0 or 1)))
            throw new ArgumentException("A label is 0 or 1.", nameof(labels));
        (Names, Starts, Features, Labels) = (names, starts, features, labels);
    }

    /// <summary>Name of each feature.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of features.</summary>
    public int Width => Names.Count;

    /// <summary>Number of lists.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>Length lists + 1: where each list's candidates start.</summary>
    public int[] Starts { get; }

    /// <summary>Candidates × features.</summary>
    public float[] Features { get; }

    /// <summary>One a candidate.</summary>
    public float[] Labels { get; }

    /// <summary>Features of a candidate.</summary>
    public ReadOnlySpan<float> RowOf(int candidate) => Features.AsSpan(candidate * Width, Width);

    /// <summary>
    /// Mean NDCG@K of the lists in the order of scores, greatest first, then by place: DCG over that of the best order
    /// (<see cref="UserMetric.Ndcg"/>). 0 without a list.
    /// </summary>
    /// <param name="scores">One a candidate.</param>
    /// <param name="cutoff">K, 1 or more.</param>
    public double Ndcg(ReadOnlySpan<double> scores, int cutoff)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Labels.Length, nameof(scores));
        var sum = 0.0;
        for (var list = 0; list < Count; list++)
        {
            var length = Starts[list + 1] - Starts[list];
            sum += Ndcg(scores.Slice(Starts[list], length), Labels.AsSpan(Starts[list], length), cutoff);
        }

        return Count == 0 ? 0 : sum / Count;
    }

    private static double Ndcg(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, int cutoff)
    {
        // The few that were taken are placed one by one: no list is sorted.
        var (gain, ideal, taken) = (0.0, 0.0, 0);
        for (var place = 0; place < labels.Length; place++)
        {
            if (labels[place] == 0)
                continue;
            if (taken++ < cutoff)
                ideal += 1 / Math.Log2(taken + 1);
            var rank = 1;
            for (var other = 0; other < scores.Length && rank <= cutoff; other++)
                rank += scores[other] > scores[place] || (scores[other] == scores[place] && other < place) ? 1 : 0;
            gain += rank <= cutoff ? 1 / Math.Log2(rank + 1) : 0;
        }

        return ideal == 0 ? 0 : gain / ideal;
    }

    /// <summary>Some of the lists, in the order given.</summary>
    public RankedLists Select(IReadOnlyList<int> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var starts = new int[lists.Count + 1];
        for (var place = 0; place < lists.Count; place++)
            starts[place + 1] = starts[place] + Starts[lists[place] + 1] - Starts[lists[place]];
        var (features, labels) = (new float[starts[^1] * Width], new float[starts[^1]]);
        for (var place = 0; place < lists.Count; place++)
        {
            var (from, length) = (Starts[lists[place]], starts[place + 1] - starts[place]);
            Features.AsSpan(from * Width, length * Width).CopyTo(features.AsSpan(starts[place] * Width));
            Labels.AsSpan(from, length).CopyTo(labels.AsSpan(starts[place]));
        }

        return new RankedLists(Names, starts, features, labels);
    }
}
