using System.Runtime.InteropServices;

namespace Ayni.Grains.Catalog;

/// <summary>Rows ordered by product id (ordinal), so that a smaller row means a smaller id. Not thread-safe.</summary>
internal sealed class IndexSegment
{
    private List<string> _ids = [];
    private List<IndexRow> _rows = [];

    /// <summary>Number of rows.</summary>
    public int Count => _ids.Count;

    /// <summary>The rows; valid until the next change.</summary>
    public Span<IndexRow> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>Id of a row.</summary>
    public string IdOf(int row) => _ids[row];

    /// <summary>Row of a product; negative if it is not here.</summary>
    public int IndexOf(string productId) => _ids.BinarySearch(productId, StringComparer.Ordinal);

    /// <summary>Takes a row whose id is over all that are here.</summary>
    public void Append(string productId, in IndexRow row)
    {
        _ids.Add(productId);
        _rows.Add(row);
    }

    /// <summary>Merges rows with ids that are not here: one pass, however many.</summary>
    /// <param name="added">Ids ascending.</param>
    public void Merge(IReadOnlyList<(string ProductId, IndexRow Row)> added)
    {
        var (ids, rows) = (_ids, _rows);
        _ids = new List<string>(ids.Count + added.Count);
        _rows = new List<IndexRow>(ids.Count + added.Count);
        var old = 0;
        foreach (var (productId, row) in added)
        {
            for (; old < ids.Count && string.CompareOrdinal(ids[old], productId) < 0; old++)
                Append(ids[old], rows[old]);
            Append(productId, row);
        }

        for (; old < ids.Count; old++)
            Append(ids[old], rows[old]);
    }

    /// <summary>Takes all rows out, ids ascending.</summary>
    public IReadOnlyList<(string ProductId, IndexRow Row)> TakeAll()
    {
        List<(string, IndexRow)> all = [.. _ids.Zip(_rows)];
        _ids.Clear();
        _rows.Clear();
        return all;
    }
}
