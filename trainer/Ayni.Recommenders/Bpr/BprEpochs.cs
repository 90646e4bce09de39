using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// One look at every pair, in an order that threads do not change. Users are cut into blocks once, items are drawn into
/// as many blocks for each epoch; the pairs of a user block and an item block are a cell, and cells that share neither
/// users nor items run side by side, one diagonal after the other (Gemulla et al. 2011). The items a user did not meet
/// are drawn from the cell's item block, so that a cell touches nothing else.
/// </summary>
/// <remarks>
/// Deviation from Rendle et al. 2009: within an epoch a met item is compared with items of its block alone. As blocks
/// are drawn anew each epoch, all unmet items are equally likely over epochs.
/// </remarks>
internal sealed class BprEpochs
{
    private const int MaxBlocks = 8;

    /// <summary>Fewer rows a block leave too few items to compare with.</summary>
    private const int MinRowsPerBlock = 256;

    /// <summary>Draws before a pair is passed over: the user has met nearly all of the block.</summary>
    private const int MaxDraws = 64;

    private readonly CsrMatrix _met;
    private readonly BprFactors _factors;
    private readonly int _seed;
    private readonly int _blocks;
    private readonly int[] _userBlocks;
    private readonly int[] _itemBlocks;
    private readonly int[] _items;
    private readonly int[] _itemStarts;
    private readonly (int User, int Item)[] _pairs;
    private readonly int[] _cellStarts;

    public BprEpochs(CsrMatrix met, BprFactors factors, int seed)
    {
        (_met, _factors, _seed) = (met, factors, seed);
        _blocks = Math.Clamp(Math.Min(met.Rows, met.Columns) / MinRowsPerBlock, 1, MaxBlocks);
        _userBlocks = new int[met.Rows];
        for (var user = 0; user < met.Rows; user++)
            _userBlocks[user] = (int)((long)met.RowStarts[user] * _blocks / Math.Max(met.EntryCount, 1));
        _userBlocks.AsSpan().Replace(_blocks, _blocks - 1);
        _itemBlocks = new int[met.Columns];
        _items = new int[met.Columns];
        _itemStarts = new int[_blocks + 1];
        _pairs = new (int, int)[met.EntryCount];
        _cellStarts = new int[(_blocks * _blocks) + 1];
    }

    /// <summary>Runs one epoch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public void Run(int epoch, ParallelOptions parallel)
    {
        DrawItemBlocks(epoch);
        SortPairs();
        for (var diagonal = 0; diagonal < _blocks; diagonal++)
        {
            var shift = diagonal;
            Parallel.For(0, _blocks, parallel, block =>
            {
                var itemBlock = (block + shift) % _blocks;
                RunCell(epoch, block, itemBlock);
            });
        }
    }

    private void DrawItemBlocks(int epoch)
    {
        var random = new SplitMix64(_seed, Partition(epoch, 0));
        for (var item = 0; item < _itemBlocks.Length; item++)
            _itemBlocks[item] = random.Next(_blocks);
        _itemStarts.AsSpan().Clear();
        foreach (var block in _itemBlocks)
            _itemStarts[block + 1]++;
        Accumulate(_itemStarts);
        var next = _itemStarts.AsSpan().ToArray();
        for (var item = 0; item < _itemBlocks.Length; item++)
            _items[next[_itemBlocks[item]]++] = item;
    }

    private void SortPairs()
    {
        _cellStarts.AsSpan().Clear();
        for (var user = 0; user < _met.Rows; user++)
        {
            foreach (var item in _met.RowColumns(user))
                _cellStarts[CellOf(user, item) + 1]++;
        }

        Accumulate(_cellStarts);
        var next = _cellStarts.AsSpan().ToArray();
        for (var user = 0; user < _met.Rows; user++)
        {
            foreach (var item in _met.RowColumns(user))
                _pairs[next[CellOf(user, item)]++] = (user, item);
        }
    }

    private void RunCell(int epoch, int userBlock, int itemBlock)
    {
        var cell = (userBlock * _blocks) + itemBlock;
        var random = new SplitMix64(_seed, Partition(epoch, cell + 1));
        var pairs = _pairs.AsSpan(_cellStarts[cell], _cellStarts[cell + 1] - _cellStarts[cell]);
        var items = _items.AsSpan(_itemStarts[itemBlock], _itemStarts[itemBlock + 1] - _itemStarts[itemBlock]);
        for (var index = 0; index < pairs.Length; index++)
        {
            // Fisher and Yates, one exchange a step.
            var chosen = index + random.Next(pairs.Length - index);
            (pairs[index], pairs[chosen]) = (pairs[chosen], pairs[index]);
            var (user, item) = pairs[index];
            for (var draw = 0; draw < MaxDraws; draw++)
            {
                var other = items[random.Next(items.Length)];
                if (_met.Contains(user, other))
                    continue;
                _factors.Step(user, item, other);
                break;
            }
        }
    }

    private int CellOf(int user, int item) => (_userBlocks[user] * _blocks) + _itemBlocks[item];

    private static long Partition(int epoch, int part) => ((long)epoch * ((MaxBlocks * MaxBlocks) + 1)) + part;

    private static void Accumulate(int[] starts)
    {
        for (var index = 1; index < starts.Length; index++)
            starts[index] += starts[index - 1];
    }
}
