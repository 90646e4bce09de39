namespace Ayni.Data.Generation;

/// <summary>Draws an index in proportion to fixed weights in constant time (Walker 1977, Vose 1991).</summary>
internal sealed class AliasTable
{
    private readonly double[] _threshold;
    private readonly int[] _alias;

    public AliasTable(IReadOnlyList<double> weights)
    {
        var count = weights.Count;
        ArgumentOutOfRangeException.ThrowIfZero(count);
        _threshold = new double[count];
        _alias = new int[count];
        var sum = weights.Sum();
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var index = 0; index < count; index++)
        {
            _threshold[index] = weights[index] * count / sum;
            (_threshold[index] < 1 ? small : large).Push(index);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            var low = small.Pop();
            var high = large.Pop();
            _alias[low] = high;
            _threshold[high] -= 1 - _threshold[low];
            (_threshold[high] < 1 ? small : large).Push(high);
        }

        // What is left differs from 1 by rounding only.
        foreach (var index in small.Concat(large))
            (_threshold[index], _alias[index]) = (1, index);
    }

    public int Draw(RandomStream random)
    {
        var scaled = random.NextDouble() * _threshold.Length;
        var index = (int)scaled;
        return scaled - index < _threshold[index] ? index : _alias[index];
    }
}
