namespace Ayni.Numerics;

/// <summary>
/// First factors: a pure function of (seed, side, row, column), so that they do not depend on how rows are cut into
/// blocks.
/// </summary>
/// <remarks>
/// Deviation: a normal number is the sum of twelve uniform ones (Irwin–Hall), not Box–Muller's. Its integer sum is
/// exact, while logarithm and cosine differ in the last bit between platforms; first factors need no tails past 6 σ.
/// </remarks>
public static class InitialFactors
{
    /// <summary>Mean of twelve uniform 16-bit integers' sum.</summary>
    private const int CenteredSum = 6 * 65535;

    /// <summary>Fills whole rows with independent numbers of mean 0 and standard deviation scale / √rank.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="side">0 for users, 1 for items.</param>
    /// <param name="firstRow">Global index of the first row.</param>
    /// <param name="rank">Length of a factor.</param>
    /// <param name="scale">Standard deviation × √rank.</param>
    /// <param name="factors">Rows × rank, row-major.</param>
    public static void Fill(int seed, int side, long firstRow, int rank, double scale, Span<float> factors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        if (factors.Length % rank != 0)
            throw new ArgumentException($"{factors.Length} numbers are not whole rows of {rank}.", nameof(factors));
        var deviation = scale / Math.Sqrt(rank);
        var key = SplitMix64.Mix(SplitMix64.Mix((uint)seed + SplitMix64.Step) ^ (uint)side);
        for (var start = 0; start < factors.Length; start += rank)
        {
            var stream = SplitMix64.Mix(key + ((ulong)(firstRow + (start / rank)) * SplitMix64.Step));
            for (var column = 0; column < rank; column++)
                factors[start + column] = (float)(deviation * Normal(stream, column));
        }
    }

    private static double Normal(ulong stream, int column)
    {
        // Numbers 3 · column to 3 · column + 2 of the row's stream.
        var random = new SplitMix64(stream + ((ulong)column * 3 * SplitMix64.Step));
        var sum = 0;
        for (var word = 0; word < 3; word++)
        {
            var bits = random.NextUInt64();
            sum += (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF);
            sum += (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        }

        // Twelve numbers uniform on 65,536 steps have a variance of 65,536² together.
        return (sum - CenteredSum) / 65536.0;
    }
}
