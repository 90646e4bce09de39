namespace Ayni.Numerics.Tests;

public sealed class InitialFactorsTests
{
    [Fact]
    public void Fill_ManyNumbers_HasMeanZeroAndTheAskedDeviation()
    {
        var factors = new float[200_000];
        InitialFactors.Fill(1, 0, 0, 16, 0.1, factors);
        var mean = factors.Average(value => (double)value);
        var deviation = Math.Sqrt(factors.Average(value => (value - mean) * (value - mean)));

        // Five standard errors of the mean, 0.025 / √200,000, and of the deviation.
        Assert.Equal(0, mean, 5 * 0.025 / Math.Sqrt(200_000));
        Assert.Equal(0.025, deviation, 0.0005);
    }

    [Fact]
    public void Fill_InBlocks_SameBitsAsWhole()
    {
        var whole = new float[30 * 5];
        InitialFactors.Fill(3, 1, 0, 5, 1, whole);
        var part = new float[10 * 5];
        InitialFactors.Fill(3, 1, 17, 5, 1, part);
        Assert.Equal(whole.AsSpan(17 * 5, 50).ToArray(), part);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(3, 0)]
    public void Fill_OtherSeedOrSide_OtherNumbers(int seed, int side)
    {
        var (one, other) = (new float[64], new float[64]);
        InitialFactors.Fill(3, 1, 0, 8, 1, one);
        InitialFactors.Fill(seed, side, 0, 8, 1, other);
        Assert.Empty(one.Intersect(other));
    }

    [Fact]
    public void Fill_PinnedSeed_NeverChanges()
    {
        // Models are reproduced from their seed: a change here is a change of every model.
        var factors = new float[4];
        InitialFactors.Fill(1, 0, 0, 4, 1, factors);
        Assert.Equal(PinnedBits, factors.Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [InlineData(1, 0, 0L, new[] { -1122484167, 1040703480, 1014308147, 1017968520, 1034286960, -1140150794 })]
    [InlineData(1, 1, 0L, new[] { 987358298, -1115760255, -1124475682, -1112694635, -1127085505, -1113373814 })]
    [InlineData(
        -9, 1, 5_000_000_000L, new[] { 1009938893, -1148270758, 1003658764, -1111814092, 1039323213, 1009138636 })]
    public void Fill_PinnedRows_NeverChange(int seed, int side, long firstRow, int[] expected)
    {
        var factors = new float[6];
        InitialFactors.Fill(seed, side, firstRow, 3, 0.1, factors);
        Assert.Equal(expected, factors.Select(BitConverter.SingleToInt32Bits));
    }

    private static readonly int[] PinnedBits = [-1096494848, 1066604224, 1040493568, 1066303744];
}
