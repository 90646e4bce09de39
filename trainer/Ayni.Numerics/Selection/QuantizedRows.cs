using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ayni.Numerics;

/// <summary>
/// Rows of numbers in eight bits each, for a first look at a quarter of the memory: an upper bound of each inner
/// product with a query, close enough to leave few rows for <see cref="ScoreScan.Dot"/>. Immutable, for any number of
/// threads.
/// </summary>
/// <remarks>
/// With f = s·a + r of a row (a whole numbers, r what rounding left) and q = t·b + p of a query, the inner product is
/// s·t·(a·b) + q·r + p·(s·a), and by Cauchy and Schwarz the last two are at most |q|·|r| + |p|·|s·a|. What floating
/// point adds to that, here and in <see cref="ScoreScan.Dot"/>, is in the stored errors.
/// </remarks>
public sealed class QuantizedRows
{
    private const int Most = 127;
    private const int Step = 16;

    // Of smaller steps the product would lose bits; such numbers have nothing but their error.
    private const float Smallest = 1e-15f;

    // More than all roundings of products too small to be rounded in proportion.
    private const float Tiny = 1e-37f;

    // Roundings besides those of the running sums; half a unit in the last place of 1; and room for the roundings of
    // the bound itself.
    private const int OtherRoundings = 32;
    private const float Unit = 1f / (1 << 24);
    private const double Slack = 1 + 1e-5;

    private readonly sbyte[] _numbers;
    private readonly Bound[] _bounds;
    private readonly int _length;

    private QuantizedRows(sbyte[] numbers, Bound[] bounds, int rank, int length) =>
        (_numbers, _bounds, Rank, _length) = (numbers, bounds, rank, length);

    /// <summary>Length of a row.</summary>
    public int Rank { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _bounds.Length;

    /// <summary>Makes them of finite numbers.</summary>
    /// <param name="rows">Rows × rank, row-major.</param>
    /// <param name="rank">Length of a row, 1 or more.</param>
    public static QuantizedRows Of(ReadOnlySpan<float> rows, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        if (rows.Length % rank != 0)
            throw new ArgumentException($"{rows.Length} numbers are not whole rows of {rank}.", nameof(rows));
        var length = (rank + Step - 1) / Step * Step;
        var numbers = new sbyte[checked(rows.Length / rank * length)];
        var bounds = new Bound[rows.Length / rank];
        for (var row = 0; row < bounds.Length; row++)
            bounds[row] = Quantize(rows.Slice(row * rank, rank), numbers.AsSpan(row * length, rank));
        return new QuantizedRows(numbers, bounds, rank, length);
    }

    /// <summary>A query to ask them with.</summary>
    /// <param name="query">As long as a row, finite.</param>
    public QuantizedQuery Ask(ReadOnlySpan<float> query)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, Rank, nameof(query));

        // As many bits as leave the sum of the products in 32.
        var most = Math.Min(short.MaxValue / 2, int.MaxValue / Most / _length);
        var step = Largest(query) / most;
        var numbers = new short[_length];
        var (left, norm) = (0.0, 0.0);
        for (var element = 0; element < query.Length; element++)
        {
            if (step >= Smallest)
                numbers[element] = (short)Math.Clamp(MathF.Round(query[element] / step), -most, most);
            var rest = query[element] - ((double)step * numbers[element]);
            left += rest * rest;
            norm += (double)query[element] * query[element];
        }

        return new QuantizedQuery(
            numbers, step, (float)(Math.Sqrt(norm) * Slack), (float)(Math.Sqrt(left) * Slack));
    }

    /// <summary>A number that <see cref="ScoreScan.Dot"/> of the query and a row is not above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float UpperBound(QuantizedQuery query, int row)
    {
        ref readonly var bound = ref _bounds[row];
        var sum = Product(
            ref MemoryMarshal.GetArrayDataReference(query.Numbers),
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_numbers), (nint)row * _length),
            _length);
        var error = (query.Norm * bound.Error) + (query.Left * bound.Norm) + Tiny;
        return (sum * (query.Step * bound.Step)) + error;
    }

    private static Bound Quantize(ReadOnlySpan<float> row, Span<sbyte> numbers)
    {
        var step = Largest(row) / Most;
        var (left, norm, rounded) = (0.0, 0.0, 0.0);
        for (var element = 0; element < row.Length; element++)
        {
            if (step >= Smallest)
                numbers[element] = (sbyte)Math.Clamp(MathF.Round(row[element] / step), -Most, Most);
            var near = (double)step * numbers[element];
            left += (row[element] - near) * (row[element] - near);
            norm += (double)row[element] * row[element];
            rounded += near * near;
        }

        var most = Math.Sqrt(Math.Max(norm, rounded));
        var error = Math.Sqrt(left) + (((row.Length / 8) + OtherRoundings) * Unit * most);
        return new Bound(step, (float)(error * Slack), (float)(most * Slack));
    }

    private static float Largest(ReadOnlySpan<float> numbers)
    {
        var largest = 0f;
        foreach (var number in numbers)
            largest = Math.Max(largest, Math.Abs(number));
        return largest;
    }

    // Whole numbers, so that every processor has the same sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Product(ref short query, ref sbyte row, int length)
    {
        if (Avx2.IsSupported)
        {
            var sum = Vector256<int>.Zero;
            for (var at = 0; at < length; at += Step)
            {
                sum += Avx2.MultiplyAddAdjacent(
                    Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, (nuint)at)),
                    Vector256.LoadUnsafe(ref query, (nuint)at));
            }

            return Vector256.Sum(sum);
        }

        var all = Vector128<int>.Zero;
        for (var at = 0; at < length; at += Step / 2)
        {
            var numbers = Vector128.WidenLower(Vector128.LoadUnsafe(ref row, (nuint)at & ~(nuint)(Step - 1)));
            if (at % Step != 0)
                numbers = Vector128.WidenUpper(Vector128.LoadUnsafe(ref row, (nuint)(at - (Step / 2))));
            var asked = Vector128.LoadUnsafe(ref query, (nuint)at);
            all += Vector128.WidenLower(numbers) * Vector128.WidenLower(asked);
            all += Vector128.WidenUpper(numbers) * Vector128.WidenUpper(asked);
        }

        return Vector128.Sum(all);
    }

    /// <summary>What a row's bound is made of.</summary>
    /// <param name="Step">s.</param>
    /// <param name="Error">|r| and roundings, a unit of |q|.</param>
    /// <param name="Norm">The larger of |f| and |s·a|.</param>
    private readonly record struct Bound(float Step, float Error, float Norm);
}
