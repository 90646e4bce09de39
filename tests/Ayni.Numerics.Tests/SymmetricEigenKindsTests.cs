namespace Ayni.Numerics.Tests;

/// <summary>Every kind of matrix has a decomposition, at every size a model may have.</summary>
public sealed class SymmetricEigenKindsTests
{
    /// <summary>Sizes at the edges of vectors, panels and strips.</summary>
    private static readonly int[] EdgeSizes = [1, 2, 3, 8, 33, 65];

    public static TheoryData<string> Kinds => [.. SymmetricSamples.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_EveryRankTo128_IsADecomposition(string kind)
    {
        for (var size = 1; size <= 128; size++)
            Check(kind, size, seed: size % 7, exponent: 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_LargeMatrix_IsADecomposition(string kind)
    {
        Check(kind, 129, seed: 1, exponent: 0);
        Check(kind, 300, seed: 1, exponent: 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_AnyScale_IsADecomposition(string kind)
    {
        // 2⁻¹⁰⁷⁰ leaves four bits of each number, 2¹⁰⁰⁰ is near the largest; 2⁻¹⁰⁰ is about 1e-30.
        foreach (var size in EdgeSizes)
        {
            foreach (var exponent in (int[])[-1070, -1040, -1000, -540, -100, 100, 510, 1000])
                Check(kind, size, seed: 1, exponent);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_SmallMatrix_HasTheValuesOfJacobi(string kind)
    {
        for (var size = 1; size <= 24; size++)
        {
            var matrix = SymmetricSamples.Of(kind, size, seed: 9);
            var expected = JacobiReference.Values(matrix, size);
            var values = SymmetricEigen.Of(matrix, size).Values.Order().ToArray();

            // Weyl: no eigenvalue moves by more than the rounding of the matrix, in the norm.
            var norm = Math.Max(expected.Max(Math.Abs), double.Epsilon);
            for (var index = 0; index < size; index++)
                Assert.Equal(expected[index], values[index], 1e-14 * size * norm);
        }
    }

    [Theory]
    [InlineData(-200)]
    [InlineData(-100)]
    [InlineData(90)]
    public void Of_PowerOfTwo_ScalesTheValuesAndKeepsTheVectors(int exponent)
    {
        const int size = 40;
        var matrix = SymmetricSamples.Of("random", size, seed: 3);
        var plain = SymmetricEigen.Of(matrix, size);
        var scaled = SymmetricEigen.Of(Scaled(matrix, exponent), size);

        Assert.Equal(plain.Values.Select(value => Math.ScaleB(value, exponent)), scaled.Values);
        for (var vector = 0; vector < size; vector++)
        {
            for (var element = 0; element < size; element++)
                Assert.Equal(plain[vector, element], scaled[vector, element]);
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Of_NotFinite_NamesTheElement(double value)
    {
        var matrix = new double[5 * 5];
        matrix[(3 * 5) + 2] = value;

        var refusal = Assert.Throws<ArgumentException>(() => SymmetricEigen.Of(matrix, 5));

        Assert.Equal("matrix", refusal.ParamName);
        Assert.Contains($"Element (3, 2) of the matrix is {value}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ValueOverTheLargestDouble_SaysSo()
    {
        double[] matrix = [double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue];

        var refusal = Assert.Throws<ArgumentException>(() => SymmetricEigen.Of(matrix, 2));

        Assert.Contains("scale the matrix down", refusal.Message, StringComparison.Ordinal);
    }

    private static void Check(string kind, int size, int seed, int exponent)
    {
        var matrix = Scaled(SymmetricSamples.Of(kind, size, seed), exponent);
        var name = $"{kind}, size {size}, seed {seed}, × 2^{exponent}";
        SymmetricEigen eigen;
        try
        {
            eigen = SymmetricEigen.Of(matrix, size);
        }
        catch (InvalidOperationException exception)
        {
            Assert.Fail($"{name}: {exception.Message}");
            throw;
        }

        EigenCheck.Holds(eigen, matrix, size, name);
    }

    private static double[] Scaled(double[] matrix, int exponent) =>
        [.. matrix.Select(element => Math.ScaleB(element, exponent))];
}
