using System.Collections.Concurrent;

namespace Ayni.Grains.Catalog;

/// <summary>
/// Numbers products: rows of the large part ascend with the id (ordinal), those that came later follow in any order.
/// A number is never another product's. Immutable to readers; one writer extends it, and an older reader does not look
/// past the count it has.
/// </summary>
internal sealed class RowIds
{
    private readonly string[] _large;
    private readonly ConcurrentDictionary<string, int> _laterRows;
    private readonly string[] _later;
    private readonly int _laterCount;

    /// <summary>Products whose ids ascend.</summary>
    public RowIds(string[] ascending)
        : this(ascending, new ConcurrentDictionary<string, int>(StringComparer.Ordinal), [], 0)
    {
    }

    private RowIds(string[] large, ConcurrentDictionary<string, int> laterRows, string[] later, int laterCount) =>
        (_large, _laterRows, _later, _laterCount) = (large, laterRows, later, laterCount);

    /// <summary>Products numbered.</summary>
    public int Count => _large.Length + _laterCount;

    /// <summary>Products that came later.</summary>
    public int Later => _laterCount;

    /// <summary>Id of a row.</summary>
    public string this[int row] => row < _large.Length ? _large[row] : _later[row - _large.Length];

    /// <summary>Row of a product; negative: it has none.</summary>
    public int RowOf(string productId)
    {
        var row = Array.BinarySearch(_large, productId, StringComparer.Ordinal);
        if (row >= 0)
            return row;
        return _laterRows.TryGetValue(productId, out var later) && later < Count ? later : -1;
    }

    /// <summary>Ids that stand beside one in order, and the newest of those that came later, which have none.</summary>
    /// <param name="productId">Any id.</param>
    /// <param name="each">Most on each side, and half of the newest.</param>
    public IEnumerable<string> Beside(string productId, int each)
    {
        var at = Array.BinarySearch(_large, productId, StringComparer.Ordinal);
        var next = at < 0 ? ~at : at;
        for (var row = Math.Max(0, next - each); row < Math.Min(_large.Length, next + each); row++)
            yield return _large[row];
        for (var later = Math.Max(0, _laterCount - (2 * each)); later < _laterCount; later++)
            yield return _later[later];
    }

    /// <summary>Order of two rows by id.</summary>
    public int Compare(int row, int other) => row < _large.Length && other < _large.Length
        ? row.CompareTo(other)
        : string.CompareOrdinal(this[row], this[other]);

    /// <summary>Numbers some more; by one writer at a time, on the newest.</summary>
    /// <param name="productIds">Ids that have no row.</param>
    public RowIds With(IReadOnlyList<string> productIds)
    {
        if (productIds.Count == 0)
            return this;
        var later = _later;
        if (later.Length < _laterCount + productIds.Count)
            Array.Resize(ref later, Math.Max(_laterCount + productIds.Count, 2 * _laterCount));
        for (var index = 0; index < productIds.Count; index++)
        {
            later[_laterCount + index] = productIds[index];
            _laterRows[productIds[index]] = Count + index;
        }

        return new RowIds(_large, _laterRows, later, _laterCount + productIds.Count);
    }

    /// <summary>The same products numbered anew, all ascending, and the old row of each new one.</summary>
    public (RowIds Ids, int[] OldRows) Sorted()
    {
        var ids = new string[Count];
        var rows = new int[Count];
        var later = Enumerable.Range(_large.Length, _laterCount).ToArray();
        Array.Sort(later, (row, other) => string.CompareOrdinal(this[row], this[other]));
        var (large, next) = (0, 0);
        for (var row = 0; row < ids.Length; row++)
        {
            var isLarge = next == later.Length
                || (large < _large.Length && string.CompareOrdinal(_large[large], this[later[next]]) < 0);
            rows[row] = isLarge ? large++ : later[next++];
            ids[row] = this[rows[row]];
        }

        return (new RowIds(ids), rows);
    }
}
