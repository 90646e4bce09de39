using Ayni.Numerics;
using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitting;

/// <summary>Deals rows, or groups of them, into folds of equal number by the seed.</summary>
internal static class Folds
{
    /// <summary>The fold of each row, 0 to count − 1.</summary>
    /// <exception cref="ArgumentException">There are fewer than 2 rows or groups.</exception>
    public static int[] Of(int rows, ColumnValues? groups, int count, int seed)
    {
        if (groups is null)
        {
            var dealt = Deal(Enumerable.Range(0, rows), row => new SplitMix64(seed, row).NextUInt64(), count);
            return [.. Enumerable.Range(0, rows).Select(row => dealt[row])];
        }

        var names = Enumerable.Range(0, rows).Select(row => groups.CategoryOf(row) ?? "").ToArray();
        var folds = Deal(
            names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            name => new SplitMix64(seed, unchecked((long)FnvHash.Of(name))).NextUInt64(), count);
        return Array.ConvertAll(names, name => folds[name]);
    }

    private static Dictionary<T, int> Deal<T>(IEnumerable<T> things, Func<T, ulong> numberOf, int count)
        where T : notnull
    {
        var shuffled = things.OrderBy(numberOf).ToArray();
        if (shuffled.Length < 2)
        {
            throw new ArgumentException(
                "target_encode needs 2 rows or groups to learn from: with fewer every row would know its own target.");
        }

        return shuffled.Select((thing, place) => (thing, place % count))
            .ToDictionary(pair => pair.thing, pair => pair.Item2);
    }
}
