namespace Ayni.Numerics.Tests;

public sealed class PrincipalAxesTests
{
    /// <summary>Rows of factors below, at and over the rank, as a shop of one product and a large one have.</summary>
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 1 }, { 1, 2 }, { 1, 64 }, { 1, 128 }, { 2, 64 }, { 4, 128 }, { 63, 64 }, { 64, 64 }, { 200, 64 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Turn_AnyShape_KeepsScoresAndMakesTheGramianDiagonal(int rows, int rank)
    {
        var factors = new float[rows * rank];
        InitialFactors.Fill(5, 1, 0, rank, 0.1, factors);
        var plain = Gramian.Of(factors, rank);

        var (axes, turned) = Turned(factors, rank);

        AssertDescendsToZero(axes.Eigenvalues.ToArray());
        var gramian = Gramian.Of(turned, rank);
        var largest = axes.Eigenvalues[0];
        for (var row = 0; row < rank; row++)
        {
            // Turned factors are floats: 2⁻²⁴ of the largest, summed over the rank.
            for (var column = row; column < rank; column++)
                Assert.Equal(row == column ? axes.Eigenvalues[row] : 0, gramian[row, column], 1e-6 * largest);
        }

        Assert.Equal(plain.InnerProduct(plain), gramian.InnerProduct(gramian), 1e-5 * largest * largest);
    }

    [Fact]
    public void Of_AxesTurnedAgainAndAgain_StayOfFullRank()
    {
        // What a run over one product does to its factor: all of it goes to one axis, the rest becomes rounding of
        // rounding, down to denormal numbers.
        const int rank = 64;
        var factors = new float[rank];
        InitialFactors.Fill(1, 1, 0, rank, 0.1, factors);
        var length = Length(factors);

        for (var time = 0; time < 40; time++)
        {
            (var axes, factors) = Turned(factors, rank);
            AssertDescendsToZero(axes.Eigenvalues.ToArray());
            Assert.Equal(length, Length(factors), 1e-5 * length);
        }
    }

    [Fact]
    public void Of_NoProductMet_HasOnlyZeros()
    {
        var (axes, turned) = Turned(new float[3 * 16], 16);

        Assert.Equal(new double[16], axes.Eigenvalues.ToArray());
        Assert.Equal(new float[3 * 16], turned);
    }

    private static (PrincipalAxes Axes, float[] Turned) Turned(float[] factors, int rank)
    {
        var axes = PrincipalAxes.Of(Gramian.Of(factors, rank));
        var turned = (float[])factors.Clone();
        axes.Turn(turned);
        return (axes, turned);
    }

    private static void AssertDescendsToZero(double[] values)
    {
        Assert.Equal(values.OrderDescending(), values);
        Assert.All(values, value => Assert.True(value >= 0));
    }

    private static double Length(float[] factor) => Math.Sqrt(factor.Sum(value => (double)value * value));
}
