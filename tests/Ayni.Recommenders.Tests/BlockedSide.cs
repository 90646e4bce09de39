using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

/// <summary>One side of a training run cut into blocks, as the factor blocks of a cluster do it.</summary>
internal sealed class BlockedSide
{
    private readonly ImplicitAlsOptions _options;
    private readonly int[] _starts;
    private readonly CsrMatrix[] _blocks;
    private readonly float[][] _factors;
    private readonly RowFit[][] _fits;
    private readonly RowSolverPool _solvers;
    private readonly int _rowsPerChunk;

    public BlockedSide(CsrMatrix matrix, int blocks, ImplicitAlsOptions options)
    {
        _options = options;
        _starts = RowChunks.BlockStarts(matrix.Rows, blocks);
        _rowsPerChunk = RowChunks.RowsPerChunk(matrix.Rows);
        _blocks = [.. Enumerable.Range(0, blocks).Select(
            block => matrix.SliceRows(_starts[block], _starts[block + 1] - _starts[block]))];
        _factors = [.. _blocks.Select(block => new float[block.Rows * options.Rank])];
        _fits = new RowFit[blocks][];
        _solvers = HalfSweep.Solvers(options);
    }

    public float[] Factors => [.. _factors.SelectMany(factors => factors)];

    public void Initialize()
    {
        for (var block = 0; block < _blocks.Length; block++)
        {
            InitialFactors.Fill(
                _options.Seed, 1, _starts[block], _options.Rank, _options.InitialScale, _factors[block]);
        }
    }

    /// <summary>These factors in the axes of their Gramian.</summary>
    public FixedSide Fixed() => FixedSide.Of(Factors, _options.Rank, _options.UnobservedWeight);

    public void SolveAgainst(BlockedSide other)
    {
        var side = other.Fixed();

        // Last block first: the order of blocks must not matter.
        for (var block = _blocks.Length - 1; block >= 0; block--)
        {
            _fits[block] = HalfSweep.Run(
                _blocks[block], _starts[block], side, _options, _solvers, _factors[block]);
        }
    }

    public IEnumerable<double> Observed() => _fits.SelectMany(fits => AlsLoss.Observed(fits, _rowsPerChunk));

    public IEnumerable<double> Unobserved() => _fits.SelectMany(fits => AlsLoss.Unobserved(fits, _rowsPerChunk));

    public IEnumerable<double> Regularization() => _blocks.Zip(_fits).SelectMany(
        block => AlsLoss.Regularization(block.First, block.Second, _options, _rowsPerChunk));
}
