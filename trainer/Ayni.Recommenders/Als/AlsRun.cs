using System.Collections.Immutable;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The state of a fit. Each half-sweep turns the side it holds fixed into its principal axes, in place, and leaves the
/// other side in the same axes: scores are dot products and do not mind.
/// </summary>
internal sealed class AlsRun
{
    private readonly ImplicitAlsOptions _options;
    private readonly ParallelOptions _parallel;
    private readonly RowSolverPool _solvers;
    private readonly CsrMatrix _users;
    private readonly CsrMatrix _items;
    private readonly float[] _userFactors;
    private readonly float[] _itemFactors;
    private ImmutableArray<LossParts> _losses;
    private FixedSide? _fixedItems;
    private RowFit[] _userFits = [];

    /// <summary>Starts from random item factors, or from those of a model.</summary>
    public AlsRun(
        CsrMatrix confidences, ImplicitAlsOptions options, ImplicitAlsModel? start, ParallelOptions parallel)
    {
        (_options, _parallel, _users) = (options, parallel, confidences);
        _items = confidences.Transpose();
        _solvers = HalfSweep.Solvers(options);
        _userFactors = new float[checked(_users.Rows * options.Rank)];
        _itemFactors = new float[checked(_items.Rows * options.Rank)];
        _losses = start?.Losses ?? [];
        if (start is null)
            InitialFactors.Fill(options.Seed, 1, 0, options.Rank, options.InitialScale, _itemFactors);
        else
            StartFrom(start);
    }

    /// <summary>The model as it is after the users were solved; it shares the arrays.</summary>
    public ImplicitAlsModel Model() => new(_userFactors, FixedItems(), _losses);

    /// <summary>Half a sweep over the users.</summary>
    public void SolveUsers() => _userFits = HalfSweep.Run(
        _users, 0, FixedItems(), _options, _solvers, _userFactors, _parallel);

    /// <summary>Half a sweep over the items.</summary>
    /// <returns>The loss, now that the sweep is over.</returns>
    public LossParts SolveItems()
    {
        var side = Fix(_userFactors, _itemFactors);
        _fixedItems = null;
        var fits = HalfSweep.Run(_items, 0, side, _options, _solvers, _itemFactors, _parallel);
        var loss = Loss(fits);
        _losses = _losses.Add(loss);
        return loss;
    }

    private FixedSide FixedItems() => _fixedItems ??= Fix(_itemFactors, _userFactors);

    /// <summary>Only a solver that starts from the factors a row has needs them in the same axes.</summary>
    private FixedSide Fix(float[] side, float[] other) => FixedSide.Of(
        side,
        _options.Rank,
        _options.UnobservedWeight,
        _options.Solver == AlsSolver.BlockCoordinate ? other : Memory<float>.Empty,
        _parallel);

    private void StartFrom(ImplicitAlsModel start)
    {
        if (start.Rank != _options.Rank || start.ItemCount != _items.Rows
            || (start.UserFactors.Length != 0 && start.UserFactors.Length != _userFactors.Length))
        {
            throw new ArgumentException(
                $"The start has rank {start.Rank}, {start.ItemCount} items and {start.UserFactors.Length} user "
                + $"numbers; {_options.Rank}, {_items.Rows} and {_userFactors.Length} are needed.",
                nameof(start));
        }

        start.ItemFactors.CopyTo(_itemFactors);

        // Only a solver that improves what a row has reads them; zeros do as well to begin with.
        start.UserFactors.CopyTo(_userFactors, 0);
        _fixedItems = FixedSide.OfTurned(_itemFactors, start.Items.Eigenvalues, _options.UnobservedWeight);
    }

    private LossParts Loss(RowFit[] itemFits)
    {
        var perUserChunk = RowChunks.RowsPerChunk(_users.Rows);
        var perItemChunk = RowChunks.RowsPerChunk(_items.Rows);
        return new LossParts(
            AlsLoss.Observed(itemFits, perItemChunk).Sum(),
            AlsLoss.Unobserved(itemFits, perItemChunk).Sum(),
            AlsLoss.Regularization(_users, _userFits, _options, perUserChunk).Sum()
            + AlsLoss.Regularization(_items, itemFits, _options, perItemChunk).Sum());
    }
}
