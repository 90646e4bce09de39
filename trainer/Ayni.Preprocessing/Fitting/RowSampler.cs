using Ayni.Numerics;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitting;

/// <summary>Draws rows by a seed; what a row draws does not depend on the others.</summary>
internal static class RowSampler
{
    // Apart from the streams that folds and neighbours are drawn by.
    private const long Streams = 1L << 40;

    /// <summary>The rows drawn, ascending.</summary>
    public static int[] Draw(SampleDeclaration sample, ColumnValues values, int seed) =>
        sample.By == SampleKind.Weighted
            ? Weighted(values.Numbers, sample.Rows, seed)
            : Stratified(values, sample.Rows, seed);

    // Efraimidis and Spirakis 2006: the smallest −ln(u) / weight are a weighted draw without putting back.
    private static int[] Weighted(double[] weights, int count, int seed)
    {
        if (Array.FindIndex(weights, weight => weight < 0 || double.IsInfinity(weight)) is >= 0 and var wrong)
            throw new ArgumentException($"sample: a weight is {weights[wrong]}: give a column of 0 and more.");
        return
        [
            .. Enumerable.Range(0, weights.Length).Where(row => weights[row] > 0)
                .Select(row => (row, Key: -Math.Log(Stream(seed, row).NextPositiveDouble()) / weights[row]))
                .OrderBy(drawn => drawn.Key).ThenBy(drawn => drawn.row).Take(count).Select(drawn => drawn.row).Order(),
        ];
    }

    private static int[] Stratified(ColumnValues values, int count, int seed)
    {
        // A missing value sorts before every text, the empty one too.
        var strata = Enumerable.Range(0, values.Count)
            .GroupBy(row => values.CategoryOf(row) is { } category ? "=" + category : "", StringComparer.Ordinal)
            .OrderBy(stratum => stratum.Key, StringComparer.Ordinal)
            .Select(stratum => stratum.ToArray()).ToArray();
        var shares = Apportion([.. strata.Select(stratum => stratum.Length)], Math.Min(count, values.Count));
        return
        [
            .. strata.SelectMany((stratum, index) => stratum
                .OrderBy(row => Stream(seed, row).NextUInt64()).ThenBy(row => row).Take(shares[index])).Order(),
        ];
    }

    // Largest remainders (Hamilton); of equal ones the first stratum by name.
    private static int[] Apportion(int[] sizes, int count)
    {
        var total = sizes.Sum(size => (long)size);
        if (total == 0)
            return sizes;
        var shares = Array.ConvertAll(sizes, size => (int)((long)size * count / total));
        var left = count - shares.Sum();
        foreach (var index in Enumerable.Range(0, sizes.Length)
            .OrderByDescending(index => (long)sizes[index] * count % total).ThenBy(index => index).Take(left))
        {
            shares[index]++;
        }

        return shares;
    }

    private static SplitMix64 Stream(int seed, int row) => new(seed, Streams + row);
}
