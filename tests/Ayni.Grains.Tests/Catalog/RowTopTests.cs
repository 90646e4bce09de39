using Ayni.Grains.Catalog;
using Ayni.Testing;
using CsCheck;

namespace Ayni.Grains.Tests.Catalog;

public sealed class RowTopTests
{
    private static readonly Gen<float[]> Scores = Gen.Int[0, 5].Select(score => (float)score).Array[0, 200];

    [Fact]
    public void Drain_AnyScores_AreTheBestInTheOneOrder() => Gen.Select(Scores, Gen.Int[0, 40]).Sample(
        (scores, count) =>
        {
            // Half of the rows are in the order of their ids, half came later in any order.
            string[] large = [.. Enumerable.Range(0, scores.Length / 2).Select(row => $"m{row:D4}")];
            var more = Enumerable.Range(0, scores.Length - large.Length);
            string[] later = [.. more.Select(row => $"{(char)('a' + (row * 7 % 26))}{row}")];
            var ids = new RowIds(large).With(later);
            var top = new RowTop(count, ids);
            for (var row = 0; row < scores.Length; row++)
                top.Offer(row, scores[row]);

            var expected = Enumerable.Range(0, scores.Length)
                .OrderByDescending(row => scores[row])
                .ThenBy(row => ids[row], StringComparer.Ordinal)
                .Take(count);
            Assert.Equal(expected, top.Drain().Select(found => found.Row));
        },
        iter: Seeds.Count);

    [Fact]
    public void Sorted_IdsInAnyOrder_AscendAndKeepTheirOldRows()
    {
        var ids = new RowIds(["b", "d"]).With(["e", "a"]).With(["c"]);

        var (sorted, oldRows) = ids.Sorted();

        Assert.Equal(["a", "b", "c", "d", "e"], Enumerable.Range(0, 5).Select(row => sorted[row]));
        Assert.Equal([3, 0, 4, 1, 2], oldRows);
        Assert.All(Enumerable.Range(0, 5), row => Assert.Equal(row, sorted.RowOf(sorted[row])));
    }

    [Fact]
    public void RowOf_AProductThatCameLater_IsUnknownToAnOlderReader()
    {
        var older = new RowIds(["b"]).With(["a"]);
        var newer = older.With(["c"]);

        Assert.Equal(-1, older.RowOf("c"));
        Assert.Equal(2, newer.RowOf("c"));
        Assert.Equal(1, older.RowOf("a"));
    }
}
