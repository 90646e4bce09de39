using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>How many of train's users have each item, and which items are the head.</summary>
internal sealed class ItemPopularity
{
    private readonly double[] _shares;
    private readonly double[] _information;
    private readonly ulong[] _head;

    public ItemPopularity(CsrMatrix train, double headItemShare)
    {
        Counts = new int[train.Columns];
        foreach (var item in train.ColumnIndices)
            Counts[item]++;
        var users = Enumerable.Range(0, train.Rows).Count(user => train.RowLength(user) > 0);
        _shares = Array.ConvertAll(Counts, count => (double)count / Math.Max(users, 1));
        _information = Array.ConvertAll(_shares, share => share > 0 ? -Math.Log2(share) : 0);
        _head = new ulong[(train.Columns + 63) / 64];
        var candidates = Counts.Count(count => count > 0);
        HeadItems = (int)Math.Ceiling(headItemShare * candidates);
        foreach (var item in Enumerable.Range(0, train.Columns).OrderByDescending(item => Counts[item]).Take(HeadItems))
            _head[item >> 6] |= 1UL << (item & 63);
    }

    /// <summary>Train entries of each item.</summary>
    public int[] Counts { get; }

    /// <summary>Number of items in the head.</summary>
    public int HeadItems { get; }

    public bool IsHead(int item) => Candidates.Contains(_head, item);

    /// <summary>Mean share of users over some items; NaN without any.</summary>
    public double MeanShare(ReadOnlySpan<int> items)
    {
        var sum = 0.0;
        foreach (var item in items)
            sum += _shares[item];
        return sum / items.Length;
    }

    /// <summary>Mean self-information and mean share of users over a list; NaN without any.</summary>
    public (double Novelty, double Popularity) Of(ReadOnlySpan<ScoredIndex> list)
    {
        var (information, share) = (0.0, 0.0);
        foreach (var entry in list)
        {
            information += _information[entry.Index];
            share += _shares[entry.Index];
        }

        return (information / list.Length, share / list.Length);
    }
}
