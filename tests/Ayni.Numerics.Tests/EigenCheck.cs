using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ayni.Numerics.Tests;

/// <summary>Whether a decomposition is one: A v = λ v for every pair, and the vectors orthonormal.</summary>
internal static class EigenCheck
{
    /// <summary>Every element went through some reflectors and rotations for each row: ε a row, with room.</summary>
    private static double ToleranceOf(int size) => 1e-15 * (size + 10);

    /// <param name="eigen">The decomposition.</param>
    /// <param name="matrix">A, size × size.</param>
    /// <param name="size">Rows of A.</param>
    /// <param name="name">What a failure calls the matrix.</param>
    public static void Holds(SymmetricEigen eigen, double[] matrix, int size, string name)
    {
        // Brought near 1 by a power of two, so that the check itself does not lose digits to denormal numbers.
        var power = Math.Clamp(-Math.ILogB(Math.Max(matrix.Max(Math.Abs), double.Epsilon)), -1000, 1000);
        var scale = Math.ScaleB(1, power);
        var rows = Rows(size, (row, column) => matrix[(row * size) + column] * scale);
        var vectors = Rows(size, (vector, element) => eigen[vector, element]);
        var norm = Math.Max(eigen.Values.Max(Math.Abs) * scale, double.Epsilon);

        // A denormal eigenvalue is the nearest of numbers 2⁻¹⁰⁷⁴ apart.
        var unit = double.Epsilon * scale;
        for (var vector = 0; vector < size; vector++)
        {
            for (var row = 0; row < size; row++)
            {
                var miss = Dot(rows[row], vectors[vector]) - (eigen.Values[vector] * scale * vectors[vector][row]);
                Below(Math.Abs(miss), (norm * ToleranceOf(size)) + unit, name, "A v = λ v", vector, row);
            }

            for (var other = 0; other <= vector; other++)
            {
                var miss = Dot(vectors[vector], vectors[other]) - (vector == other ? 1 : 0);
                Below(Math.Abs(miss), ToleranceOf(size), name, "orthonormal", vector, other);
            }
        }
    }

    private static void Below(double miss, double limit, string name, string what, int vector, int other)
    {
        if (!(miss <= limit))
            Assert.Fail($"{name}: {what} misses by {miss} (over {limit}) at vector {vector}, {other}.");
    }

    private static double[][] Rows(int size, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, size).Select(
            row => Enumerable.Range(0, size).Select(column => element(row, column)).ToArray())];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(double[] a, double[] b)
    {
        var sum = Vector<double>.Zero;
        var at = 0;
        for (; at + Vector<double>.Count <= a.Length; at += Vector<double>.Count)
            sum += new Vector<double>(a, at) * new Vector<double>(b, at);
        var rest = Vector.Sum(sum);
        for (; at < a.Length; at++)
            rest += a[at] * b[at];
        return rest;
    }
}
