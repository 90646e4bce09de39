namespace Ayni.Grains.Catalog;

/// <summary>
/// The best rows offered: score descending, then id. A heap with the worst of those kept at its root. For one thread.
/// </summary>
/// <param name="count">Rows kept at most.</param>
/// <param name="ids">Says which of two rows with one score comes first.</param>
internal sealed class RowTop(int count, RowIds ids)
{
    private readonly List<(int Row, float Score)> _heap = new(Math.Min(count, 4_096));

    /// <summary>A score under this is not among the best.</summary>
    public float Threshold => _heap.Count < count ? float.NegativeInfinity : _heap[0].Score;

    /// <summary>Offers a row.</summary>
    public void Offer(int row, float score)
    {
        if (_heap.Count < count)
        {
            _heap.Add((row, score));
            SiftUp(_heap.Count - 1);
        }
        else if (count > 0 && IsBefore((row, score), _heap[0]))
        {
            _heap[0] = (row, score);
            SiftDown();
        }
    }

    /// <summary>The rows kept, best first.</summary>
    public List<(int Row, float Score)> Drain()
    {
        _heap.Sort((one, other) => IsBefore(one, other) ? -1 : IsBefore(other, one) ? 1 : 0);
        return _heap;
    }

    private bool IsBefore((int Row, float Score) one, (int Row, float Score) other) =>
        one.Score > other.Score || (one.Score == other.Score && ids.Compare(one.Row, other.Row) < 0);

    private void SiftUp(int at)
    {
        while (at > 0 && IsBefore(_heap[(at - 1) / 2], _heap[at]))
        {
            var parent = (at - 1) / 2;
            (_heap[parent], _heap[at]) = (_heap[at], _heap[parent]);
            at = parent;
        }
    }

    private void SiftDown()
    {
        for (var at = 0; ;)
        {
            var worst = at;
            for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < _heap.Count; child++)
            {
                if (IsBefore(_heap[worst], _heap[child]))
                    worst = child;
            }

            if (worst == at)
                return;
            (_heap[worst], _heap[at]) = (_heap[at], _heap[worst]);
            at = worst;
        }
    }
}
