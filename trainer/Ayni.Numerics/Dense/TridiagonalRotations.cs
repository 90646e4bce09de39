namespace Ayni.Numerics;

/// <summary>
/// The rotations that make a tridiagonal matrix diagonal: QL with implicit shifts (Golub, Van Loan 2013, section
/// 8.3.3).
/// </summary>
internal sealed class TridiagonalRotations
{
    /// <summary>Sweeps an eigenvalue may take to be exact beside its neighbours; two are usual.</summary>
    private const int MaxSweeps = 60;

    /// <summary>Sweeps it may then take to be exact beside the whole matrix.</summary>
    private const int MaxCoarseSweeps = 60;

    /// <summary>2⁻⁵², beside a matrix scaled to 1: what its own rounding amounts to.</summary>
    private const double Rounding = 1.0 / (1L << 52);

    /// <summary>Rotations of shorter vectors are made of enlarged ones: denormal numbers have few digits.</summary>
    private const double ShortVector = 1e-270;

    private static readonly double Enlargement = Math.ScaleB(1, 256);

    private readonly List<(int From, int To, int Start)> _sweeps = [];
    private readonly List<(double Cosine, double Sine)> _rotations;

    private TridiagonalRotations(int size)
    {
        // Two sweeps an eigenvalue over half the matrix are usual: a little more than size² rotations.
        _rotations = new((int)(1.125 * size * size));
    }

    /// <summary>
    /// Runs of rotations in order: rotation <c>Start + k</c> turns elements To − k and To − k + 1, down to From.
    /// </summary>
    public IReadOnlyList<(int From, int To, int Start)> Sweeps => _sweeps;

    /// <summary>All rotations.</summary>
    public ReadOnlySpan<(double Cosine, double Sine)> Rotations =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rotations);

    /// <summary>Finds them for a matrix scaled to 1; the diagonal becomes the eigenvalues.</summary>
    public static TridiagonalRotations Of(double[] diagonal, double[] offDiagonal)
    {
        var rotations = new TridiagonalRotations(diagonal.Length);
        double negligible = 0;
        for (var first = 0; first < diagonal.Length; first++)
        {
            for (var sweep = 0; ; sweep++)
            {
                // Under a matrix of low rank the rest is rounding, and rounding of rounding, each sweep anew: it need
                // never become small beside its neighbours. That it is small beside the matrix is then all there is.
                if (sweep == MaxSweeps)
                    negligible = Rounding;
                var last = EndOfBlock(diagonal, offDiagonal, first, negligible);
                if (last == first)
                    break;
                if (sweep == MaxSweeps + MaxCoarseSweeps)
                    throw new InvalidOperationException($"Eigenvalue {first} did not converge in {sweep} sweeps.");
                rotations.Sweep(diagonal, offDiagonal, first, last);
            }
        }

        return rotations;
    }

    private static int EndOfBlock(double[] diagonal, double[] offDiagonal, int first, double negligible)
    {
        var last = first;
        for (; last < diagonal.Length - 1; last++)
        {
            var size = Math.Abs(diagonal[last]) + Math.Abs(diagonal[last + 1]);
            var beside = Math.Abs(offDiagonal[last]);
            if (size + beside == size || beside < negligible)
                break;
        }

        return last;
    }

    private void Sweep(double[] diagonal, double[] offDiagonal, int first, int last)
    {
        var slope = (diagonal[first + 1] - diagonal[first]) / (2 * offDiagonal[first]);
        var root = Math.Sqrt((slope * slope) + 1);
        var shifted = diagonal[last] - diagonal[first] + (offDiagonal[first] / (slope + Math.CopySign(root, slope)));
        var (sine, cosine, pulled) = (1.0, 1.0, 0.0);
        var start = _rotations.Count;
        var at = last - 1;
        for (; at >= first; at--)
        {
            var bulge = sine * offDiagonal[at];
            var rest = cosine * offDiagonal[at];
            (offDiagonal[at + 1], cosine, sine) = Rotation(shifted, bulge);
            if (offDiagonal[at + 1] == 0)
            {
                diagonal[at + 1] -= pulled;
                break;
            }

            var moved = diagonal[at + 1] - pulled;
            var turn = ((diagonal[at] - moved) * sine) + (2 * cosine * rest);
            pulled = sine * turn;
            diagonal[at + 1] = moved + pulled;
            shifted = (cosine * turn) - rest;
            _rotations.Add((cosine, sine));
        }

        if (_rotations.Count > start)
            _sweeps.Add((at + 1, last - 1, start));
        offDiagonal[last] = 0;
        if (at >= first)
            return;
        diagonal[first] -= pulled;
        offDiagonal[first] = shifted;
    }

    /// <summary>Length of (a, b), and the cosine and sine that turn it onto the first axis.</summary>
    private static (double Length, double Cosine, double Sine) Rotation(double a, double b)
    {
        var length = Length(a, b);
        if (length == 0)
            return (0, 1, 0);
        if (length >= ShortVector)
            return (length, a / length, b / length);
        var (largeA, largeB) = (a * Enlargement, b * Enlargement);
        length = Length(largeA, largeB);
        return (length / Enlargement, largeA / length, largeB / length);
    }

    /// <summary>√(a² + b²) by IEEE operations alone, so that its bits are the same everywhere.</summary>
    private static double Length(double a, double b)
    {
        var (large, small) = (Math.Max(Math.Abs(a), Math.Abs(b)), Math.Min(Math.Abs(a), Math.Abs(b)));
        if (large == 0)
            return 0;
        var ratio = small / large;
        return large * Math.Sqrt(1 + (ratio * ratio));
    }
}
