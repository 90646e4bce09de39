using System.Runtime.InteropServices;
using Ayni.Numerics;

namespace Ayni.TrainingRuns;

/// <summary>A Gramian that travels from block to block, each adding its chunks in order.</summary>
public static class GramianSum
{
    /// <summary>What the first block adds to.</summary>
    public static FactorPayload Zero(int rank) => new(new byte[Gramian.PackedLength(rank) * sizeof(double)]);

    /// <summary>The sum with a block's chunks added one after the other.</summary>
    public static FactorPayload Add(FactorPayload runningSum, IReadOnlyList<double[]> chunks)
    {
        ArgumentNullException.ThrowIfNull(runningSum);
        ArgumentNullException.ThrowIfNull(chunks);
        var sum = MemoryMarshal.Cast<byte, double>(runningSum.Bytes).ToArray();
        foreach (var chunk in chunks)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(chunk.Length, sum.Length, nameof(chunks));
            for (var element = 0; element < sum.Length; element++)
                sum[element] += chunk[element];
        }

        return new(MemoryMarshal.AsBytes(sum.AsSpan()).ToArray());
    }

    /// <summary>The finished sum.</summary>
    public static Gramian ToGramian(FactorPayload sum, int rank)
    {
        ArgumentNullException.ThrowIfNull(sum);
        return Gramian.FromPacked(rank, MemoryMarshal.Cast<byte, double>(sum.Bytes));
    }
}
