using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ayni.Numerics;

/// <summary>
/// Scores factors by their dot product with a query, and selects the best. Every way to score a pair here gives the
/// same bits, on any processor: eight running sums, added in one fixed order.
/// </summary>
public static class ScoreScan
{
    private const int Lanes = 8;

    /// <summary>Dot product of two factors of equal length.</summary>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Length, left.Length, nameof(right));
        return DotUnchecked(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right), left.Length);
    }

    /// <summary>Offers every row that the filter lets through.</summary>
    /// <param name="query">Factor of length rank.</param>
    /// <param name="factors">Rows × rank, row-major, contiguous.</param>
    /// <param name="best">Receives the offers.</param>
    /// <param name="firstIndex">Index of the first row, for a slice of a catalogue.</param>
    /// <param name="allowed">One bit a row, lowest first, set to let it through; empty lets all through.</param>
    public static void Select(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> factors,
        TopK best,
        int firstIndex = 0,
        ReadOnlySpan<ulong> allowed = default)
    {
        ArgumentNullException.ThrowIfNull(best);
        var rows = RowCount(factors.Length, query.Length);
        if (!allowed.IsEmpty && allowed.Length * 64L < rows)
            throw new ArgumentException($"A filter of {allowed.Length * 64L} bits is too short for {rows} rows.");
        ref var left = ref MemoryMarshal.GetReference(query);
        ref var right = ref MemoryMarshal.GetReference(factors);
        for (var row = 0; row < rows; row++)
        {
            if (!allowed.IsEmpty && (allowed[row >> 6] >> (row & 63) & 1) == 0)
                continue;
            ref var factor = ref Unsafe.Add(ref right, (nint)row * query.Length);
            best.Offer(firstIndex + row, DotUnchecked(ref left, ref factor, query.Length));
        }
    }

    /// <summary>Scores of every pair of a query and a row.</summary>
    /// <param name="queries">Queries × rank, row-major.</param>
    /// <param name="factors">Rows × rank, row-major.</param>
    /// <param name="rank">Length of a factor.</param>
    /// <param name="scores">Receives queries × rows, row-major.</param>
    public static void Scores(
        ReadOnlySpan<float> queries, ReadOnlySpan<float> factors, int rank, Span<float> scores)
    {
        var queryCount = RowCount(queries.Length, rank);
        var rows = RowCount(factors.Length, rank);
        if (scores.Length != (long)queryCount * rows)
            throw new ArgumentException($"{scores.Length} scores for {queryCount} queries of {rows} rows.");
        ref var left = ref MemoryMarshal.GetReference(queries);
        ref var right = ref MemoryMarshal.GetReference(factors);
        ref var target = ref MemoryMarshal.GetReference(scores);
        var query = 0;
        for (; query + 4 <= queryCount; query += 4)
        {
            ref var four = ref Unsafe.Add(ref left, query * rank);
            for (var row = 0; row < rows; row++)
            {
                ref var factor = ref Unsafe.Add(ref right, (nint)row * rank);
                ScoreFour(ref four, ref factor, rank, ref Unsafe.Add(ref target, ((nint)query * rows) + row), rows);
            }
        }

        for (; query < queryCount; query++)
        {
            ref var one = ref Unsafe.Add(ref left, query * rank);
            for (var row = 0; row < rows; row++)
            {
                Unsafe.Add(ref target, ((nint)query * rows) + row) =
                    DotUnchecked(ref one, ref Unsafe.Add(ref right, (nint)row * rank), rank);
            }
        }
    }

    private static int RowCount(int length, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        if (length % rank != 0)
            throw new ArgumentException($"{length} numbers are not whole rows of {rank}.");
        return length / rank;
    }

    /// <summary>Four queries against one row: each element of the row is loaded once.</summary>
    private static void ScoreFour(ref float queries, ref float factor, int rank, ref float scores, int stride)
    {
        ref var query1 = ref Unsafe.Add(ref queries, rank);
        ref var query2 = ref Unsafe.Add(ref query1, rank);
        ref var query3 = ref Unsafe.Add(ref query2, rank);
        var (sum0, sum1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (sum2, sum3) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var at = 0;
        for (; at + Lanes <= rank; at += Lanes)
        {
            var right = Vector256.LoadUnsafe(ref factor, (nuint)at);
            sum0 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref queries, (nuint)at), right, sum0);
            sum1 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref query1, (nuint)at), right, sum1);
            sum2 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref query2, (nuint)at), right, sum2);
            sum3 = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref query3, (nuint)at), right, sum3);
        }

        scores = Finish(sum0, ref queries, ref factor, at, rank);
        Unsafe.Add(ref scores, stride) = Finish(sum1, ref query1, ref factor, at, rank);
        Unsafe.Add(ref scores, (nint)2 * stride) = Finish(sum2, ref query2, ref factor, at, rank);
        Unsafe.Add(ref scores, (nint)3 * stride) = Finish(sum3, ref query3, ref factor, at, rank);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float DotUnchecked(ref float left, ref float right, int length)
    {
        var sum = Vector256<float>.Zero;
        var at = 0;
        for (; at + Lanes <= length; at += Lanes)
        {
            sum = Vector256.FusedMultiplyAdd(
                Vector256.LoadUnsafe(ref left, (nuint)at), Vector256.LoadUnsafe(ref right, (nuint)at), sum);
        }

        return Finish(sum, ref left, ref right, at, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Finish(Vector256<float> sum, ref float left, ref float right, int at, int length)
    {
        var four = sum.GetLower() + sum.GetUpper();
        var total = (four[0] + four[2]) + (four[1] + four[3]);
        for (; at < length; at++)
            total = MathF.FusedMultiplyAdd(Unsafe.Add(ref left, at), Unsafe.Add(ref right, at), total);
        return total;
    }
}
