namespace Ayni.Recommenders;

/// <summary>Sums by item, of which few are over 0. Reusable after <see cref="Clear"/>; not thread-safe.</summary>
internal sealed class SparseSums(int items)
{
    private readonly double[] _sums = new double[items];
    private readonly List<int> _touched = [];

    /// <summary>Items with a sum, in the order they got one.</summary>
    public List<int> Touched => _touched;

    /// <summary>An item's sum.</summary>
    public double this[int item] => _sums[item];

    /// <summary>Adds a number over 0; one of 0 adds nothing.</summary>
    public void Add(int item, double number)
    {
        if (number == 0)
            return;
        if (_sums[item] == 0)
            _touched.Add(item);
        _sums[item] += number;
    }

    /// <summary>Forgets all sums.</summary>
    public void Clear()
    {
        foreach (var item in _touched)
            _sums[item] = 0;
        _touched.Clear();
    }
}
