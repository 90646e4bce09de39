namespace Ayni.Numerics;

/// <summary>
/// A = H T Hᵀ with T tridiagonal and H a product of reflectors I − τ v vᵀ. Panels of reflectors are made first and
/// applied to the rest of the matrix together (Dongarra, Sorensen, Hammarling 1989).
/// </summary>
internal sealed class Tridiagonalization
{
    /// <summary>Reflectors in a panel.</summary>
    public const int Panel = 32;

    /// <summary>Rows of the matrix that one task multiplies.</summary>
    private const int RowsPerTask = 128;

    /// <summary>
    /// About 2⁻⁹⁶⁰, beside a matrix scaled to 1: a smaller sum of squares lost digits to denormal numbers, and its
    /// reflector would not be orthogonal. What it leaves out is under 2⁻⁴⁸⁰.
    /// </summary>
    private const double NegligibleSquare = 1e-289;

    private readonly double[] _matrix;
    private readonly int _size;
    private readonly ParallelOptions _parallel;
    private readonly double[] _w;
    private readonly double[] _product;

    private Tridiagonalization(double[] matrix, int size, int exponent, ParallelOptions parallel)
    {
        (_size, _parallel) = (size, parallel);
        Stride = VectorKernels.Pad(size);
        _matrix = new double[size * Stride];
        for (var row = 0; row < size; row++)
        {
            var target = Row(row);
            for (var column = 0; column < size; column++)
                target[column] = Math.ScaleB(matrix[(row * size) + column], exponent);
        }

        Diagonal = new double[size];
        OffDiagonal = new double[size];
        Taus = new double[size];
        Vectors = new double[(Math.Max(size - 2, 0) + 3) * Stride];
        _w = new double[Panel * Stride];
        _product = new double[Stride];
    }

    /// <summary>Numbers from one reflector to the next.</summary>
    public int Stride { get; }

    /// <summary>Number of reflectors: size − 2.</summary>
    public int Count => Math.Max(_size - 2, 0);

    /// <summary>Diagonal of T.</summary>
    public double[] Diagonal { get; }

    /// <summary>Element (i, i + 1) of T at i; the last is 0.</summary>
    public double[] OffDiagonal { get; }

    /// <summary>
    /// Reflectors, one a row; the first k + 1 elements of number k are 0, and so are three rows after the last.
    /// </summary>
    public double[] Vectors { get; }

    /// <summary>τ of each reflector.</summary>
    public double[] Taus { get; }

    /// <summary>Of 2^exponent · A, whose largest number is about 1.</summary>
    public static Tridiagonalization Of(double[] matrix, int size, int exponent, ParallelOptions parallel)
    {
        var work = new Tridiagonalization(matrix, size, exponent, parallel);
        for (var first = 0; first < work.Count; first += Panel)
            work.MakePanel(first, Math.Min(first + Panel, work.Count));
        for (var row = work.Count; row < size; row++)
            work.Diagonal[row] = work.Row(row)[row];
        if (size > 1)
            work.OffDiagonal[size - 2] = work.Row(size - 2)[size - 1];
        return work;
    }

    private Span<double> Row(int row) => _matrix.AsSpan(row * Stride, Stride);

    private Span<double> Vector(int reflector) => Vectors.AsSpan(reflector * Stride, Stride);

    private Span<double> Image(int slot) => _w.AsSpan(slot * Stride, Stride);

    private void MakePanel(int first, int end)
    {
        for (var reflector = first; reflector < end; reflector++)
        {
            var row = Vector(reflector);
            row.Clear();
            Row(reflector)[reflector..].CopyTo(row[reflector..]);
            for (var earlier = first; earlier < reflector; earlier++)
            {
                var image = Image(earlier - first);
                VectorKernels.Add(row, -Vector(earlier)[reflector], image);
                VectorKernels.Add(row, -image[reflector], Vector(earlier));
            }

            Diagonal[reflector] = row[reflector];
            row[..(reflector + 1)].Clear();
            (OffDiagonal[reflector], Taus[reflector]) = Reflect(row, reflector + 1);
            MakeImage(first, reflector);
        }

        Update(first, end);
    }

    /// <summary>Turns a row into the reflector that leaves it with one element, and gives that element and τ.</summary>
    private static (double Element, double Tau) Reflect(Span<double> row, int pivot)
    {
        var head = row[pivot];
        row[pivot] = 0;
        var tail = VectorKernels.Dot(row, row);
        if (tail < NegligibleSquare)
            return (head, 0);
        var element = -Math.CopySign(Math.Sqrt((head * head) + tail), head);
        var scale = 1 / (head - element);
        VectorKernels.Scale(row, scale, row);
        row[pivot] = 1;
        return (element, (element - head) / element);
    }

    /// <summary>w = τ (A v − what the panel has already taken off A, times v), made orthogonal enough.</summary>
    private void MakeImage(int first, int reflector)
    {
        var image = Image(reflector - first);
        image.Clear();
        var tau = Taus[reflector];
        if (tau == 0)
            return;
        Multiply(reflector);
        _product.CopyTo(image);
        var vector = Vector(reflector);
        for (var earlier = first; earlier < reflector; earlier++)
        {
            var other = Image(earlier - first);
            var alongImage = VectorKernels.Dot(other, vector);
            var alongVector = VectorKernels.Dot(Vector(earlier), vector);
            VectorKernels.Add(image, -alongImage, Vector(earlier));
            VectorKernels.Add(image, -alongVector, other);
        }

        image[..(reflector + 1)].Clear();
        VectorKernels.Scale(image, tau, image);
        VectorKernels.Add(image, -0.5 * tau * VectorKernels.Dot(image, vector), vector);
    }

    private void Multiply(int reflector)
    {
        var tasks = (_size - reflector - 1 + RowsPerTask - 1) / RowsPerTask;
        if (tasks < 3 || _parallel.MaxDegreeOfParallelism == 1)
        {
            MultiplyRows(reflector, reflector + 1, _size);
            return;
        }

        Parallel.For(0, tasks, _parallel, task =>
        {
            var from = reflector + 1 + (task * RowsPerTask);
            MultiplyRows(reflector, from, Math.Min(from + RowsPerTask, _size));
        });
    }

    private void MultiplyRows(int reflector, int from, int to)
    {
        var start = (reflector + 1) & ~7;
        var vector = Vector(reflector)[start..];
        for (var row = from; row < to; row++)
            _product[row] = VectorKernels.Dot(Row(row)[start..], vector);
    }

    /// <summary>A −= V Wᵀ + W Vᵀ below the panel.</summary>
    private void Update(int first, int end)
    {
        var tasks = (_size - end + RowsPerTask - 1) / RowsPerTask;
        Parallel.For(0, tasks, _parallel, task =>
        {
            var from = end + (task * RowsPerTask);
            var start = end & ~7;
            for (var row = from; row < Math.Min(from + RowsPerTask, _size); row++)
                UpdateRow(first, end, row, start);
        });
    }

    private void UpdateRow(int first, int end, int row, int start)
    {
        ref var target = ref _matrix[row * Stride];
        for (var reflector = first; reflector < end; reflector += 4)
        {
            // The panel has whole groups of four except at the matrix's end, where slots left over weigh nothing.
            var slot = reflector - first;
            VectorKernels.AddFour(
                ref target, ref _w[slot * Stride], Stride, start, Stride,
                -Element(reflector, end, row), -Element(reflector + 1, end, row),
                -Element(reflector + 2, end, row), -Element(reflector + 3, end, row));
            VectorKernels.AddFour(
                ref target, ref Vectors[reflector * Stride], Stride, start, Stride,
                -ImageElement(slot, end - first, row), -ImageElement(slot + 1, end - first, row),
                -ImageElement(slot + 2, end - first, row), -ImageElement(slot + 3, end - first, row));
        }
    }

    private double Element(int reflector, int end, int row) =>
        reflector < end ? Vectors[(reflector * Stride) + row] : 0;

    private double ImageElement(int slot, int count, int row) => slot < count ? _w[(slot * Stride) + row] : 0;
}
