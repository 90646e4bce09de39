namespace Ayni.Numerics.Tests;

public sealed class ScoreScanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(64)]
    public void Dot_RandomFactors_AgreesWithDoubleSum(int rank)
    {
        var (left, right) = (Factors(1, rank, 1), Factors(1, rank, 2));
        var expected = left.Zip(right, (a, b) => (double)a * b).Sum();
        var scale = left.Zip(right, (a, b) => Math.Abs((double)a * b)).Sum();

        // Each of rank roundings loses at most half a unit of 2⁻²³.
        Assert.Equal(expected, ScoreScan.Dot(left, right), rank * 6e-8 * scale);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(4, 12)]
    [InlineData(6, 19)]
    public void Scores_ManyQueries_SameBitsAsDot(int queryCount, int rank)
    {
        const int rows = 33;
        var (queries, factors) = (Factors(queryCount, rank, 3), Factors(rows, rank, 4));
        var scores = new float[queryCount * rows];
        ScoreScan.Scores(queries, factors, rank, scores);
        for (var query = 0; query < queryCount; query++)
        {
            for (var row = 0; row < rows; row++)
            {
                var dot = ScoreScan.Dot(queries.AsSpan(query * rank, rank), factors.AsSpan(row * rank, rank));
                Assert.Equal(dot, scores[(query * rows) + row]);
            }
        }
    }

    [Fact]
    public void Select_SlicesWithFilter_SameAsWhole()
    {
        const int rows = 200;
        const int rank = 10;
        var (query, factors) = (Factors(1, rank, 5), Factors(rows, rank, 6));
        var random = new Random(7);
        ulong[] allowed = [(ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), 0b1010];
        var expected = Enumerable.Range(0, rows)
            .Where(row => (allowed[row / 64] >> (row % 64) & 1) == 1)
            .Select(row => new ScoredIndex(row, ScoreScan.Dot(query, factors.AsSpan(row * rank, rank))))
            .Order().Take(15);

        var best = new TopK(15);
        ScoreScan.Select(query, factors.AsSpan(0, 128 * rank), best, 0, allowed.AsSpan(0, 2));
        ScoreScan.Select(query, factors.AsSpan(128 * rank), best, 128, allowed.AsSpan(2));
        Assert.Equal(expected, best.Drain());
    }

    [Fact]
    public void Select_FilterTooShort_Throws() =>
        Assert.Throws<ArgumentException>(
            () => ScoreScan.Select(new float[1], new float[65], new TopK(1), 0, [ulong.MaxValue]));

    private static float[] Factors(int rows, int rank, int seed)
    {
        var factors = new float[rows * rank];
        InitialFactors.Fill(seed, 0, 0, rank, 1, factors);
        return factors;
    }
}
