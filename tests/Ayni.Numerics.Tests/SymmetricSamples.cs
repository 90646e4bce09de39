namespace Ayni.Numerics.Tests;

/// <summary>
/// Symmetric matrices that are hard on an eigen-decomposition, of any size: deficient, repeated, graded, in denormal
/// and in huge numbers. All are a function of (kind, size, seed).
/// </summary>
internal static class SymmetricSamples
{
    private static readonly Dictionary<string, Func<int, Random, double[]>> Makers = new()
    {
        ["zero"] = (size, _) => new double[size * size],
        ["ones"] = (size, _) => Make(size, (_, _) => 1),
        ["identity"] = (size, _) => Make(size, (row, column) => row == column ? 1 : 0),
        ["diagonal with zeros"] = (size, random) => Make(
            size, (row, column) => row == column ? random.Next(3) - 1 : 0),
        ["one pair"] = (size, _) => Make(size, (row, column) => row == size - 1 && column == 0 ? 1 : 0),
        ["random"] = (size, random) => Make(size, (_, _) => random.NextDouble() - 0.5),
        ["mostly zeros"] = (size, random) => Make(size, (_, _) => random.Next(8) == 0 ? random.NextDouble() : 0),
        ["Gramian of one row"] = (size, random) => Gram(size, 1, random),
        ["Gramian of two rows"] = (size, random) => Gram(size, 2, random),
        ["Gramian of three rows"] = (size, random) => Gram(size, 3, random),
        ["Gramian of half as many rows"] = (size, random) => Gram(size, (size + 1) / 2, random),
        ["repeated"] = (size, random) => Turned(size, random, index => 1 + (index % 3)),
        ["repeated up to rounding"] = (size, random) => Turned(size, random, index => 1 + (index * 1e-16)),
        ["indefinite in pairs"] = (size, random) => Turned(size, random, index => index % 2 == 0 ? 1 : -1),
        ["graded down"] = (size, random) => Graded(size, random, row => -8 * row),
        ["graded up"] = (size, random) => Graded(size, random, row => -8 * (size - row)),
        ["graded rank one"] = (size, _) => Make(size, (row, column) => Math.ScaleB(1, -8 * (row + column))),
        ["two scales"] = (size, random) => Make(
            size,
            (row, column) => row % 2 != column % 2 ? 0 : (random.NextDouble() - 0.5) * (row % 2 == 0 ? 1 : 1e-160)),
        ["second difference"] = (size, _) => Make(
            size, (row, column) => row == column ? 2 : row - column == 1 ? -1 : 0),
        ["Wilkinson"] = (size, _) => Make(
            size, (row, column) => row == column ? Math.Abs(row - (size / 2)) : row - column == 1 ? 1 : 0),
    };

    public static IEnumerable<string> Kinds => Makers.Keys;

    public static double[] Of(string kind, int size, int seed) =>
        Makers[kind](size, new Random((seed * 1000) + size));

    private static double[] Make(int size, Func<int, int, double> lower)
    {
        var matrix = new double[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                matrix[(row * size) + column] = lower(row, column);
                matrix[(column * size) + row] = matrix[(row * size) + column];
            }
        }

        return matrix;
    }

    /// <summary>As a side with few users or products has it: float products of float factors.</summary>
    private static double[] Gram(int size, int rows, Random random)
    {
        var factors = new float[rows * size];
        InitialFactors.Fill(random.Next(), 1, 0, size, 0.1, factors);
        var gramian = Gramian.Of(factors, size);
        return Make(size, (row, column) => gramian[row, column]);
    }

    /// <summary>H diag(values) Hᵀ for a random reflector H = I − 2 u uᵀ.</summary>
    private static double[] Turned(int size, Random random, Func<int, double> value)
    {
        var normal = Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5).ToArray();
        var length = Math.Sqrt(normal.Sum(element => element * element));
        double Element(int row, int column) =>
            (row == column ? 1 : 0) - (2 * normal[row] * normal[column] / (length * length));
        return Make(
            size,
            (row, column) => Enumerable.Range(0, size)
                .Sum(index => Element(row, index) * value(index) * Element(column, index)));
    }

    private static double[] Graded(int size, Random random, Func<int, int> exponent) => Make(
        size, (row, column) => Math.ScaleB(random.NextDouble() - 0.5, exponent(row) + exponent(column)));
}
