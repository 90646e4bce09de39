namespace Ayni.Numerics.Tests;

public sealed class TruncatedSvdTests
{
    /// <summary>Sums of up to 60 products in single precision.</summary>
    private const double Tolerance = 1e-4;

    [Fact]
    public void Of_DiagonalMatrix_FindsItsLargestElements()
    {
        var size = 30;
        int[] indices = [.. Enumerable.Range(0, size)];
        float[] values = [.. indices.Select(index => 1f + (index * 7 % size))];
        var svd = TruncatedSvd.Of(
            CsrMatrix.FromTriples(size, size, indices, indices, values),
            5,
            new TruncatedSvdOptions { Iterations = 20 });
        for (var direction = 0; direction < 5; direction++)
        {
            Assert.Equal(size - direction, svd.SingularValues[direction], Tolerance * size);
            var item = Array.IndexOf(values, size - direction);
            Assert.Equal(1, Math.Abs(svd.RightVectors[(item * svd.Rank) + direction]), Tolerance);
        }
    }

    [Theory]
    [InlineData(60, 25)]
    [InlineData(25, 60)]
    public void Of_FullRank_VectorsAreOrthonormalAndDiagonaliseTheGramian(int rows, int columns)
    {
        var matrix = Sample(rows, columns, 400, seed: 3);
        var svd = TruncatedSvd.Of(matrix, 25);
        var image = Images(matrix, svd);
        var vectors = Array.ConvertAll(svd.RightVectors, number => (double)number);
        for (var left = 0; left < svd.Rank; left++)
        {
            for (var right = 0; right < svd.Rank; right++)
            {
                var expected = left == right ? svd.SingularValues[left] * svd.SingularValues[left] : 0;
                var largest = svd.SingularValues[0] * svd.SingularValues[0];
                Assert.Equal(expected, Product(image, rows, svd.Rank, left, right), Tolerance * largest);
                Assert.Equal(
                    left == right ? 1 : 0, Product(vectors, columns, svd.Rank, left, right), Tolerance);
            }
        }

        // Nothing is left out: the squares of the singular values add up to those of the elements.
        var energy = matrix.Values.ToArray().Sum(value => (double)value * value);
        Assert.Equal(energy, svd.SingularValues.Sum(value => value * value), Tolerance * energy);
    }

    [Fact]
    public void Of_LowRankMatrix_FindsNoMoreThanItsRank()
    {
        // Every row is a multiple of one of two.
        var (rows, columns, values) = (new List<int>(), new List<int>(), new List<float>());
        for (var row = 0; row < 40; row++)
        {
            for (var column = row % 2; column < 20; column += 2)
            {
                rows.Add(row);
                columns.Add(column);
                values.Add(1 + (row % 5) + (column % 3 * (1 + (row % 5))));
            }
        }

        var matrix = CsrMatrix.FromTriples(40, 20, [.. rows], [.. columns], [.. values]);
        var svd = TruncatedSvd.Of(matrix, 10);
        Assert.Equal(2, svd.Rank);
        var energy = values.Sum(value => (double)value * value);
        Assert.Equal(energy, svd.SingularValues.Sum(value => value * value), Tolerance * energy);
    }

    [Fact]
    public void Of_AnyThreads_SameBits()
    {
        var matrix = Sample(700, 300, 6000, seed: 4);
        var one = TruncatedSvd.Of(matrix, 20, threads: 1);
        var two = TruncatedSvd.Of(matrix, 20, threads: 2);
        Assert.Equal(one.SingularValues, two.SingularValues);
        Assert.Equal(one.RightVectors, two.RightVectors);
        var otherSeed = TruncatedSvd.Of(matrix, 20, new TruncatedSvdOptions { Seed = 2 });
        Assert.NotEqual(one.RightVectors, otherSeed.RightVectors);
        Assert.Equal(one.SingularValues[0], otherSeed.SingularValues[0], 1e-3 * one.SingularValues[0]);
    }

    [Fact]
    public void Of_Nothing_HasNoDirections()
    {
        var svd = TruncatedSvd.Of(CsrMatrix.FromTriples(3, 4, [], [], []), 2);
        Assert.Equal(0, svd.Rank);
        Assert.Empty(svd.RightVectors);
    }

    [Fact]
    public async Task Of_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var matrix = Sample(30, 20, 100, seed: 4);
        Assert.ThrowsAny<OperationCanceledException>(
            () => TruncatedSvd.Of(matrix, 2, cancellationToken: cancelled.Token));
    }

    private static double[] Images(CsrMatrix matrix, TruncatedSvd svd)
    {
        var images = new double[matrix.Rows * svd.Rank];
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var entry = 0; entry < matrix.RowLength(row); entry++)
            {
                for (var direction = 0; direction < svd.Rank; direction++)
                {
                    images[(row * svd.Rank) + direction] += (double)matrix.RowValues(row)[entry]
                        * svd.RightVectors[(matrix.RowColumns(row)[entry] * svd.Rank) + direction];
                }
            }
        }

        return images;
    }

    private static double Product(double[] matrix, int rows, int width, int left, int right) =>
        Enumerable.Range(0, rows).Sum(row => matrix[(row * width) + left] * matrix[(row * width) + right]);

    /// <summary>Random pairs, values 0.5 to 3.5.</summary>
    private static CsrMatrix Sample(int rows, int columns, int pairs, int seed)
    {
        var random = new Random(seed);
        var entries = new Dictionary<(int Row, int Column), float>();
        while (entries.Count < pairs)
        {
            var pair = (random.Next(rows), (int)(columns * Math.Pow(random.NextDouble(), 2)));
            entries.TryAdd(pair, 0.5f + (3 * random.NextSingle()));
        }

        return CsrMatrix.FromTriples(
            rows,
            columns,
            [.. entries.Keys.Select(pair => pair.Row)],
            [.. entries.Keys.Select(pair => pair.Column)],
            [.. entries.Values]);
    }
}
