namespace Ayni.Numerics;

/// <summary>
/// Factors laid out once for many products with queries, in slices whose products stay in a processor's own cache. The
/// bits are those of <see cref="DenseProducts"/>. Immutable; any number of threads.
/// </summary>
public sealed unsafe class PackedFactors
{
    /// <summary>Rows of a slice, the last one's fewer.</summary>
    public const int SliceRows = 1_024;

    private readonly PackedColumns[] _slices;

    /// <summary>Lays them out.</summary>
    /// <param name="factors">rows × rank, row-major.</param>
    /// <param name="rank">Length of a factor, 1 or more.</param>
    public PackedFactors(ReadOnlySpan<float> factors, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        if (factors.Length % rank != 0)
            throw new ArgumentException($"{factors.Length} numbers are not whole rows of {rank}.");
        (Rank, Rows) = (rank, factors.Length / rank);
        _slices = new PackedColumns[(Rows + SliceRows - 1) / SliceRows];
        fixed (float* source = factors)
        {
            for (var slice = 0; slice < _slices.Length; slice++)
            {
                _slices[slice] = new PackedColumns(rank, RowsOf(slice));
                _slices[slice].FillTransposed(source + ((nint)slice * SliceRows * rank), rank, RowsOf(slice));
            }
        }
    }

    /// <summary>Length of a factor.</summary>
    public int Rank { get; }

    /// <summary>Factors.</summary>
    public int Rows { get; }

    /// <summary>Slices.</summary>
    public int Slices => _slices.Length;

    /// <summary>Rows of one slice; it begins at row slice × <see cref="SliceRows"/>.</summary>
    public int RowsOf(int slice) => Math.Min(SliceRows, Rows - (slice * SliceRows));

    /// <summary>Inner products of every query with every factor of a slice.</summary>
    /// <param name="queries">count × rank, row-major.</param>
    /// <param name="count">Queries.</param>
    /// <param name="slice">Slice.</param>
    /// <param name="products">Receives count × rows of the slice, row-major.</param>
    public void Multiply(ReadOnlySpan<float> queries, int count, int slice, Span<float> products)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var rows = RowsOf(slice);
        if (queries.Length < (long)count * Rank || products.Length < (long)count * rows)
        {
            throw new ArgumentException(
                $"{count} queries of {Rank} by {rows} factors do not fit {queries.Length} and {products.Length}.");
        }

        if (count == 0)
            return;
        fixed (float* left = queries, target = products)
            DenseProducts.Multiply(left, count, _slices[slice], target, rows, new PackedRows(Rank));
    }
}
