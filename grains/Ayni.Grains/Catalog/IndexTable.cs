using System.Diagnostics.CodeAnalysis;
using Ayni.Domain.Catalog;
using Ayni.Grains.Answering;
using Ayni.Grains.Models;

namespace Ayni.Grains.Catalog;

/// <summary>
/// All products in one version of the model, for exact top-K: what the model or the log's count knows, and what the
/// catalogue holds. Follows the catalogue by position. Thread-safe: questions share a lock that a change takes alone.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Questions may still hold the lock when a table is let go.")]
internal sealed class IndexTable
{
    /// <summary>New products wait beside the large segment until there are this many, or a share of it.</summary>
    public const int MinTail = 256;

    private const int TailShare = 16;

    private readonly ReaderWriterLockSlim _lock = new();
    private readonly IndexSegment _large = new();
    private readonly IndexSegment _tail = new();
    private readonly List<string> _categories = [];
    private readonly Dictionary<string, int> _categoryNumbers = new(StringComparer.Ordinal);

    private IndexTable(
        IndexKey key, ServedModel? model, IEnumerable<(string ProductId, int Item, float Popularity)> met)
    {
        Key = key;
        Model = model;
        foreach (var (productId, item, popularity) in met)
        {
            _large.Append(
                productId,
                new IndexRow { Item = item, Popularity = popularity, IsMet = true, Category = IndexRow.None });
        }
    }

    /// <summary>What it was made from.</summary>
    public IndexKey Key { get; }

    /// <summary>Model whose items the rows are; null without one.</summary>
    public ServedModel? Model { get; }

    /// <summary>Catalogue position up to which every change is applied.</summary>
    public long Position { get; private set; }

    /// <summary>
    /// Whether no catalogue was ever seen: then products known from interactions alone can be answered. Once it is
    /// false it stays so: deleting the last product must not bring others back.
    /// </summary>
    public bool IsCatalogueEmpty { get; private set; } = true;

    /// <summary>Number of products.</summary>
    public int Count => _large.Count + _tail.Count;

    /// <summary>A table of a model's items, before it has seen the catalogue.</summary>
    public static IndexTable Of(IndexKey key, ServedModel model)
    {
        var artifact = model.Artifact;
        return new IndexTable(
            key,
            model,
            Enumerable.Range(0, artifact.ItemCount)
                .Select(item => (artifact.ProductIds[item], item, artifact.Popularity[item])));
    }

    /// <summary>A table of the products that the log counts, before it has seen the catalogue.</summary>
    public static IndexTable Of(IndexKey key, PopularityCount count) => new(
        key,
        null,
        count.ProductIds.Zip(count.Popularity)
            .Select(product => (product.First, IndexRow.None, product.Second)));

    /// <summary>Takes over changes of the catalogue; those at or before <see cref="Position"/> are ignored.</summary>
    /// <param name="changes">In order of position.</param>
    /// <param name="upTo">Position that the reading was complete up to.</param>
    public void Apply(IReadOnlyList<CatalogChange> changes, long upTo)
    {
        _lock.EnterWriteLock();
        try
        {
            List<(string ProductId, IndexRow Row)> added = [];
            foreach (var change in changes.Where(change => change.Position > Position))
            {
                IsCatalogueEmpty &= change.Product is null;
                if (!TryWrite(change) && change.Product is not null)
                    added.Add((change.ProductId, Write(new IndexRow { Item = IndexRow.None }, change.Product)));
            }

            Insert(added);
            Position = Math.Max(Position, upTo);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Exact: every row that passes the filters is scored.</summary>
    public IndexAnswer Find(IndexQuery query)
    {
        _lock.EnterReadLock();
        try
        {
            var scan = new IndexScan(query, Model, IsCatalogueEmpty, _categories);
            var large = scan.Run(_large);
            var tail = scan.Run(_tail);
            return new IndexAnswer(tail.Count == 0 ? large : IndexScan.Merge(large, tail, query.Count), scan.Eligible);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>
    /// Gives what the catalogue says of every product to a table that has not seen it yet: it need not be read again.
    /// </summary>
    public void CopyCatalogTo(IndexTable other)
    {
        _lock.EnterReadLock();
        try
        {
            List<(string ProductId, IndexRow Row)> added = [];
            foreach (var segment in (ReadOnlySpan<IndexSegment>)[_large, _tail])
            {
                for (var index = 0; index < segment.Count; index++)
                {
                    var row = segment.Rows[index];
                    if (row.IsCatalogued)
                        other.Adopt(segment.IdOf(index), row, CategoryOf(row), added);
                }
            }

            other.Insert(added);
            (other.Position, other.IsCatalogueEmpty) = (Position, IsCatalogueEmpty);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    private string? CategoryOf(in IndexRow row) => row.Category == IndexRow.None ? null : _categories[row.Category];

    private void Adopt(
        string productId, in IndexRow catalogued, string? category, List<(string ProductId, IndexRow Row)> added)
    {
        var index = _large.IndexOf(productId);
        var own = index < 0 ? new IndexRow { Item = IndexRow.None } : _large.Rows[index];
        (own.IsCatalogued, own.IsAvailable, own.Price) = (true, catalogued.IsAvailable, catalogued.Price);
        own.Category = NumberOf(category);
        if (index < 0)
            added.Add((productId, own));
        else
            _large.Rows[index] = own;
    }

    private bool TryWrite(CatalogChange change)
    {
        foreach (var segment in (ReadOnlySpan<IndexSegment>)[_large, _tail])
        {
            var index = segment.IndexOf(change.ProductId);
            if (index < 0)
                continue;
            ref var row = ref segment.Rows[index];
            row = Write(row, change.Product);
            return true;
        }

        return false;
    }

    private IndexRow Write(IndexRow row, Product? product)
    {
        row.IsCatalogued = product is not null;
        row.IsAvailable = product?.IsAvailable ?? false;
        row.Category = NumberOf(product?.Category);
        row.Price = product?.Price;
        return row;
    }

    private int NumberOf(string? category)
    {
        if (category is null)
            return IndexRow.None;
        if (!_categoryNumbers.TryGetValue(category, out var number))
        {
            number = _categories.Count;
            _categories.Add(category);
            _categoryNumbers.Add(category, number);
        }

        return number;
    }

    // Into the short segment: only when that has grown to a share of the long one are the two merged.
    private void Insert(List<(string ProductId, IndexRow Row)> added)
    {
        if (added.Count == 0)
            return;
        added.Sort((a, b) => string.CompareOrdinal(a.ProductId, b.ProductId));
        _tail.Merge(added);
        if (_tail.Count > Math.Max(MinTail, _large.Count / TailShare))
            _large.Merge(_tail.TakeAll());
    }
}
