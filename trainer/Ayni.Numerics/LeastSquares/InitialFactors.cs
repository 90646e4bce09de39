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
    private const ulong Golden = 0x9E3779B97F4A7C15;

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
        var key = Mix(Mix((uint)seed + Golden) ^ (uint)side);
        for (var start = 0; start < factors.Length; start += rank)
        {
            var stream = Mix(key + ((ulong)(firstRow + (start / rank)) * Golden));
            for (var column = 0; column < rank; column++)
                factors[start + column] = (float)(deviation * Normal(stream, column));
        }
    }

    private static double Normal(ulong stream, int column)
    {
        var sum = 0;
        for (var word = 0; word < 3; word++)
        {
            var bits = Mix(stream + ((((ulong)column * 3) + (ulong)word + 1) * Golden));
            sum += (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF);
            sum += (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        }

        // Twelve numbers uniform on 65,536 steps have a variance of 65,536² together.
        return (sum - CenteredSum) / 65536.0;
    }

    /// <summary>The finalizer of splitmix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
