namespace Ayni.Numerics.Tests;

/// <summary>
/// Eigenvalues by Jacobi's rotations (Golub, Van Loan 2013, section 8.5): slow, plain, and nothing shared with the
/// library.
/// </summary>
internal static class JacobiReference
{
    /// <summary>Eigenvalues, ascending.</summary>
    public static double[] Values(double[] matrix, int size)
    {
        var work = (double[])matrix.Clone();
        for (var sweep = 0; sweep < 60; sweep++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                    Annihilate(work, size, p, q);
            }
        }

        return [.. Enumerable.Range(0, size).Select(row => work[(row * size) + row]).Order()];
    }

    private static void Annihilate(double[] matrix, int size, int p, int q)
    {
        var element = matrix[(p * size) + q];
        if (element == 0)
            return;
        var slope = (matrix[(q * size) + q] - matrix[(p * size) + p]) / (2 * element);
        var tangent = Math.CopySign(1, slope) / (Math.Abs(slope) + Math.Sqrt((slope * slope) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        for (var index = 0; index < size; index++)
            Turn(ref matrix[(index * size) + p], ref matrix[(index * size) + q], cosine, sine);
        for (var index = 0; index < size; index++)
            Turn(ref matrix[(p * size) + index], ref matrix[(q * size) + index], cosine, sine);
    }

    private static void Turn(ref double first, ref double second, double cosine, double sine) =>
        (first, second) = ((cosine * first) - (sine * second), (sine * first) + (cosine * second));
}
