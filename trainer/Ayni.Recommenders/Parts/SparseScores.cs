namespace Ayni.Recommenders;

/// <summary>
/// Scores of the few items that something was said about, out of many: adding and clearing take time in proportion to
/// those. Reusable after <see cref="Clear"/>; not thread-safe.
/// </summary>
/// <param name="items">Number of items, 0 or more.</param>
public sealed class SparseScores(int items)
{
    private readonly float[] _scores = new float[items];
    private readonly bool[] _isTouched = new bool[items];
    private readonly List<int> _touched = [];

    /// <summary>Number of items.</summary>
    public int Items => _scores.Length;

    /// <summary>Items that something was said about, in the order it was said.</summary>
    public IReadOnlyList<int> Touched => _touched;

    /// <summary>Score of an item; NaN where nothing was said.</summary>
    public float this[int item] => _isTouched[item] ? _scores[item] : float.NaN;

    /// <summary>Adds to an item's score.</summary>
    public void Add(int item, float score)
    {
        _scores[item] += score;
        if (_isTouched[item])
            return;
        _isTouched[item] = true;
        _touched.Add(item);
    }

    /// <summary>Writes all scores; NaN where nothing was said.</summary>
    /// <param name="scores">Receives one number an item.</param>
    public void CopyTo(Span<float> scores)
    {
        scores[..Items].Fill(float.NaN);
        foreach (var item in _touched)
            scores[item] = _scores[item];
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var item in _touched)
            (_scores[item], _isTouched[item]) = (0, false);
        _touched.Clear();
    }
}
