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
/// <para>
/// With f = s·a + r of a row (a whole numbers, r what rounding left) and q = t·b + p of a query, the inner product is
/// s·t·(a·b) + q·r + p·(s·a), and by Cauchy and Schwarz the last two are at most |q|·|r| + |p|·|s·a|. What floating
/// point adds to that, here and in <see cref="ScoreScan.Dot"/>, is in the stored errors.
/// </para>
/// <para>
/// Rows lie in blocks of <see cref="BlockRows"/>, of each row four numbers, then the next four: one instruction takes
/// four products of each of eight rows, and no sum runs across a vector. Numbers are stored with
/// <see cref="Offset"/> added, for those instructions take one side without a sign.
/// </para>
/// </remarks>
public sealed class QuantizedRows
{
    /// <summary>Rows of a block, as many as a word of a <c>RowSet</c> has bits.</summary>
    public const int BlockRows = 64;

    private const int Most = 127;
    private const int Offset = 128;
    private const int Group = 4;
    private const int GroupBytes = BlockRows * Group;

    // Of smaller steps the product would lose bits; such numbers have nothing but their error.
    private const float Smallest = 1e-15f;

    // More than all roundings of products too small to be rounded in proportion.
    private const float Tiny = 1e-37f;

    // Roundings besides those of the running sums; half a unit in the last place of 1; and room for the roundings of
    // the bound itself.
    private const int OtherRoundings = 32;
    private const float Unit = 1f / (1 << 24);
    private const double Slack = 1 + 1e-5;

    // Without VNNI two products are added in 16 bits, which hold no more than these.
    private static readonly int MostAsked = AvxVnni.IsSupported || !Avx2.IsSupported ? Most : Most / 2;

    private readonly byte[] _numbers;
    private readonly float[] _steps;
    private readonly float[] _errors;
    private readonly float[] _norms;
    private readonly int _groups;

    private QuantizedRows(int rows, int rank)
    {
        (Rows, Rank, _groups) = (rows, rank, (rank + Group - 1) / Group);
        Blocks = (rows + BlockRows - 1) / BlockRows;
        _numbers = new byte[checked(Blocks * _groups * GroupBytes)];
        _numbers.AsSpan().Fill(Offset);
        _steps = new float[Blocks * BlockRows];
        _errors = new float[Blocks * BlockRows];
        _norms = new float[Blocks * BlockRows];
    }

    /// <summary>Length of a row.</summary>
    public int Rank { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of blocks, the last with room for more rows perhaps.</summary>
    public int Blocks { get; }

    /// <summary>Makes them of finite numbers.</summary>
    /// <param name="rows">Rows × rank, row-major.</param>
    /// <param name="rank">Length of a row, 1 or more.</param>
    public static QuantizedRows Of(ReadOnlySpan<float> rows, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        if (rows.Length % rank != 0)
            throw new ArgumentException($"{rows.Length} numbers are not whole rows of {rank}.", nameof(rows));
        var quantized = new QuantizedRows(rows.Length / rank, rank);
        for (var row = 0; row < quantized.Rows; row++)
            quantized.Quantize(row, rows.Slice(row * rank, rank));
        return quantized;
    }

    /// <summary>A query to ask them with.</summary>
    /// <param name="query">As long as a row, finite.</param>
    public QuantizedQuery Ask(ReadOnlySpan<float> query)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, Rank, nameof(query));
        var step = Largest(query) / MostAsked;
        var numbers = new sbyte[_groups * Group];
        var (left, norm, sum) = (0.0, 0.0, 0);
        for (var element = 0; element < query.Length; element++)
        {
            if (step >= Smallest)
            {
                numbers[element] = (sbyte)Math.Clamp(MathF.Round(query[element] / step), -MostAsked, MostAsked);
                sum += numbers[element];
            }

            var rest = query[element] - ((double)step * numbers[element]);
            left += rest * rest;
            norm += (double)query[element] * query[element];
        }

        return new QuantizedQuery(
            numbers, sum, step, (float)(Math.Sqrt(norm) * Slack), (float)(Math.Sqrt(left) * Slack));
    }

    /// <summary>
    /// Numbers that <see cref="ScoreScan.Dot"/> of the query and each row of a block is not above; past the last row
    /// any number.
    /// </summary>
    /// <param name="query">Made by <see cref="Ask"/>.</param>
    /// <param name="block">Rows from <see cref="BlockRows"/> times this.</param>
    /// <param name="bounds">Receives <see cref="BlockRows"/> numbers.</param>
    public void UpperBounds(QuantizedQuery query, int block, Span<float> bounds)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(block);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, Blocks);
        ArgumentOutOfRangeException.ThrowIfLessThan(bounds.Length, BlockRows);
        Span<int> products = stackalloc int[BlockRows];
        ref var rows = ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(_numbers), (nint)block * _groups * GroupBytes);
        if (AvxVnni.IsSupported)
            MultiplyVnni(query.Numbers, ref rows, products);
        else if (Avx2.IsSupported)
            MultiplyAvx2(query.Numbers, ref rows, products);
        else
            Multiply(query.Numbers, ref rows, products);

        var first = block * BlockRows;
        var (added, step) = (Vector256.Create(Offset * query.Sum), Vector256.Create(query.Step));
        var (norm, left) = (Vector256.Create(query.Norm), Vector256.Create(query.Left));
        for (var at = 0; at < BlockRows; at += Vector256<float>.Count)
        {
            var product = Vector256.ConvertToSingle(Vector256.LoadUnsafe(ref products[at]) - added);
            var error = (norm * Vector256.LoadUnsafe(ref _errors[first + at]))
                + (left * Vector256.LoadUnsafe(ref _norms[first + at])) + Vector256.Create(Tiny);
            var bound = (product * (step * Vector256.LoadUnsafe(ref _steps[first + at]))) + error;
            bound.StoreUnsafe(ref bounds[at]);
        }
    }

    private void Quantize(int row, ReadOnlySpan<float> numbers)
    {
        var (block, place) = Math.DivRem(row, BlockRows);
        var stored = _numbers.AsSpan(block * _groups * GroupBytes, _groups * GroupBytes);
        var step = Largest(numbers) / Most;
        var (left, norm, rounded) = (0.0, 0.0, 0.0);
        for (var element = 0; element < numbers.Length; element++)
        {
            var whole = step >= Smallest
                ? (int)Math.Clamp(MathF.Round(numbers[element] / step), -Most, Most)
                : 0;
            stored[(element / Group * GroupBytes) + (place * Group) + (element % Group)] = (byte)(whole + Offset);
            var near = (double)step * whole;
            left += (numbers[element] - near) * (numbers[element] - near);
            norm += (double)numbers[element] * numbers[element];
            rounded += near * near;
        }

        var most = Math.Sqrt(Math.Max(norm, rounded));
        var error = Math.Sqrt(left) + (((numbers.Length / 8) + OtherRoundings) * Unit * most);
        _steps[row] = step;
        _errors[row] = (float)(error * Slack);
        _norms[row] = (float)(most * Slack);
    }

    private static float Largest(ReadOnlySpan<float> numbers)
    {
        var largest = 0f;
        foreach (var number in numbers)
            largest = Math.Max(largest, Math.Abs(number));
        return largest;
    }

    // Eight running sums: one alone would wait for itself.
    private static void MultiplyVnni(sbyte[] query, ref byte rows, Span<int> products)
    {
        var (sum0, sum1) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var (sum2, sum3) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var (sum4, sum5) = (Vector256<int>.Zero, Vector256<int>.Zero);
        var (sum6, sum7) = (Vector256<int>.Zero, Vector256<int>.Zero);
        foreach (var four in MemoryMarshal.Cast<sbyte, int>(query))
        {
            var asked = Vector256.Create(four).AsSByte();
            sum0 = AvxVnni.MultiplyWideningAndAdd(sum0, Vector256.LoadUnsafe(ref rows), asked);
            sum1 = AvxVnni.MultiplyWideningAndAdd(sum1, Vector256.LoadUnsafe(ref rows, 32), asked);
            sum2 = AvxVnni.MultiplyWideningAndAdd(sum2, Vector256.LoadUnsafe(ref rows, 64), asked);
            sum3 = AvxVnni.MultiplyWideningAndAdd(sum3, Vector256.LoadUnsafe(ref rows, 96), asked);
            sum4 = AvxVnni.MultiplyWideningAndAdd(sum4, Vector256.LoadUnsafe(ref rows, 128), asked);
            sum5 = AvxVnni.MultiplyWideningAndAdd(sum5, Vector256.LoadUnsafe(ref rows, 160), asked);
            sum6 = AvxVnni.MultiplyWideningAndAdd(sum6, Vector256.LoadUnsafe(ref rows, 192), asked);
            sum7 = AvxVnni.MultiplyWideningAndAdd(sum7, Vector256.LoadUnsafe(ref rows, 224), asked);
            rows = ref Unsafe.Add(ref rows, GroupBytes);
        }

        sum0.StoreUnsafe(ref products[0]);
        sum1.StoreUnsafe(ref products[8]);
        sum2.StoreUnsafe(ref products[16]);
        sum3.StoreUnsafe(ref products[24]);
        sum4.StoreUnsafe(ref products[32]);
        sum5.StoreUnsafe(ref products[40]);
        sum6.StoreUnsafe(ref products[48]);
        sum7.StoreUnsafe(ref products[56]);
    }

    private static void MultiplyAvx2(sbyte[] query, ref byte rows, Span<int> products)
    {
        products.Clear();
        foreach (var four in MemoryMarshal.Cast<sbyte, int>(query))
        {
            var asked = Vector256.Create(four).AsSByte();
            for (var at = 0; at < BlockRows; at += Vector256<int>.Count)
            {
                var pairs = Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref rows, (nuint)(at * Group)), asked);
                var sum = Vector256.LoadUnsafe(ref products[at])
                    + Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One);
                sum.StoreUnsafe(ref products[at]);
            }

            rows = ref Unsafe.Add(ref rows, GroupBytes);
        }
    }

    private static void Multiply(sbyte[] query, ref byte rows, Span<int> products)
    {
        products.Clear();
        for (var from = 0; from < query.Length; from += Group)
        {
            var asked = Vector128.Create(
                query[from], query[from + 1], query[from + 2], query[from + 3],
                query[from], query[from + 1], query[from + 2], query[from + 3]);
            for (var at = 0; at < BlockRows; at += Group)
            {
                var stored = Vector128.LoadUnsafe(ref rows, (nuint)(at * Group));
                var lower = Vector128.WidenLower(stored).AsInt16() * asked;
                var upper = Vector128.WidenUpper(stored).AsInt16() * asked;
                products[at] += Vector128.Sum(Vector128.WidenLower(lower));
                products[at + 1] += Vector128.Sum(Vector128.WidenUpper(lower));
                products[at + 2] += Vector128.Sum(Vector128.WidenLower(upper));
                products[at + 3] += Vector128.Sum(Vector128.WidenUpper(upper));
            }

            rows = ref Unsafe.Add(ref rows, GroupBytes);
        }
    }
}
