using System.Collections.Immutable;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The options to search and their values. Draw n is a function of (seed, n, the option's name) alone: the same seed
/// gives the same sequence however far it is followed, and an option more leaves the others' values as they were.
/// </summary>
public sealed class SearchSpace
{
    private readonly ImmutableArray<SearchRange> _ranges;

    private SearchSpace(ImmutableArray<SearchRange> ranges) => _ranges = ranges;

    /// <summary>The options, in the order given.</summary>
    public IReadOnlyList<SearchRange> Ranges => _ranges;

    /// <summary>Reads a space.</summary>
    /// <param name="text">
    /// Options separated by commas, such as <c>regularization=0.001..0.1,frequency-scaling=0.5|1</c>; values as
    /// <see cref="SearchRange"/> says.
    /// </param>
    /// <param name="known">Options that can be searched.</param>
    /// <exception cref="ArgumentException">Names the option, what is wrong, and how to write it.</exception>
    public static SearchSpace Parse(string text, IReadOnlyList<TunableOption> known)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(known);
        var ranges = new List<SearchRange>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var range = ParseOption(part, known);
            if (ranges.Exists(other => other.Name == range.Name))
                throw new ArgumentException($"The space names {range.Name} twice: name it once.");
            ranges.Add(range);
        }

        return ranges.Count > 0
            ? new SearchSpace([.. ranges])
            : throw new ArgumentException($"The space is empty: give one or more of {Names(known)}.");
    }

    /// <summary>The values of one draw.</summary>
    /// <param name="seed">Seed of the sequence.</param>
    /// <param name="index">Place in the sequence, from 0.</param>
    public OptionValues Draw(int seed, int index) =>
        new(_ranges.Select(range => (range.Name, range.At(Share(seed, index, range.Name)))));

    /// <summary>For each option each of its extreme values beside the first ones of the others.</summary>
    public IEnumerable<OptionValues> Extremes() =>
        from varied in _ranges
        from extreme in varied.Extremes
        select new OptionValues(_ranges.Select(
            range => (range.Name, range == varied ? extreme : range.Extremes[0])));

    private static SearchRange ParseOption(string part, IReadOnlyList<TunableOption> known)
    {
        if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, { Length: > 0 } values])
        {
            throw new ArgumentException(
                $"The space has '{part}'; an option is NAME=LOW..HIGH, NAME=A|B|C or NAME=VALUE.");
        }

        var option = known.FirstOrDefault(option => option.Name == name)
            ?? throw new ArgumentException($"The space names '{name}', which is none of {Names(known)}.");
        return SearchRange.Parse(option, values);
    }

    private static string Names(IReadOnlyList<TunableOption> known) =>
        string.Join(", ", known.Select(option => option.Name));

    private static double Share(int seed, int index, string name)
    {
        // Of the name and the index, so that each option has its own numbers.
        var partition = FnvHash.Append(FnvHash.Of(name), (uint)index);
        return new SplitMix64(seed, (long)partition).NextDouble();
    }
}
