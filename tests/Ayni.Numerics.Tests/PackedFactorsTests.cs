namespace Ayni.Numerics.Tests;

public sealed class PackedFactorsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 5, 40)]
    [InlineData(64, 65, PackedFactors.SliceRows)]
    [InlineData(130, 9, (2 * PackedFactors.SliceRows) + 37)]
    public void Multiply_EverySlice_HasTheBitsOfTheWholeProduct(int queries, int rank, int rows)
    {
        var (left, right) = (Random(queries * rank, 1), Random(rows * rank, 2));
        var expected = new float[queries * rows];
        DenseProducts.MultiplyTransposed(left, right, expected, queries, rank, rows);
        var factors = new PackedFactors(right, rank);
        var products = new float[queries * PackedFactors.SliceRows];

        Assert.Equal((rows, rank), (factors.Rows, factors.Rank));
        for (var slice = 0; slice < factors.Slices; slice++)
        {
            factors.Multiply(left, queries, slice, products);
            var (first, width) = (slice * PackedFactors.SliceRows, factors.RowsOf(slice));
            for (var query = 0; query < queries; query++)
            {
                Assert.Equal(
                    expected.AsSpan((query * rows) + first, width).ToArray(),
                    products.AsSpan(query * width, width).ToArray());
            }
        }
    }

    [Fact]
    public void Multiply_TooLittleRoom_IsRefused()
    {
        var factors = new PackedFactors(new float[12], 3);

        Assert.Throws<ArgumentException>(() => factors.Multiply(new float[6], 2, 0, new float[7]));
        Assert.Throws<ArgumentException>(() => new PackedFactors(new float[11], 3));
    }

    private static float[] Random(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
