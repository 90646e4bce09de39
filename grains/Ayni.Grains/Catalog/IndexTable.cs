using Ayni.Domain.Catalog;
using Ayni.Filters;
using Ayni.Grains.Answering;
using Ayni.Grains.Models;

namespace Ayni.Grains.Catalog;

/// <summary>
/// The snapshots of one version of the model, the newest at hand: follows the catalogue by position. Any number of
/// readers; one writer at a time.
/// </summary>
internal sealed class IndexTable
{
    /// <summary>New products follow the rows in order until there are this many, or a share of all.</summary>
    public const int MinLater = 256;

    private const int LaterShare = 16;

    private readonly Lock _writing = new();
    private IndexSnapshot _current;

    private IndexTable(
        IndexKey key, ServedModel? model, string[] ascending, float[] popularity, ProductColumns? words = null)
    {
        var rows = Enumerable.Range(0, ascending.Length).ToArray();
        _current = new IndexSnapshot
        {
            Key = key,
            Model = model,
            Ids = new RowIds(ascending),
            Columns = (words ?? new ProductColumns()).With([], ascending.Length),
            Items = model is null ? Filled(ascending.Length, IndexSnapshot.NoItem) : rows,
            RowsOfItems = model is null ? [] : rows,
            Popularity = popularity,
            Content = ContentRows.Of(model?.Content),
            Position = 0,
            IsCatalogueEmpty = true,
        };
    }

    /// <summary>The parts of the catalogue that this silo holds; null: all of it, as the table's rows.</summary>
    public TableSlices? Slices { get; private init; }

    /// <summary>The newest state.</summary>
    public IndexSnapshot Current => Volatile.Read(ref _current);

    /// <summary>What it was made from.</summary>
    public IndexKey Key => Current.Key;

    /// <summary>Model whose items the rows are; null without one.</summary>
    public ServedModel? Model => Current.Model;

    /// <summary>Catalogue position up to which every change is applied.</summary>
    public long Position => Current.Position;

    /// <summary>Number of products that this silo holds.</summary>
    public int Count => Slices?.Held.Values.Sum(slice => slice.Table.Count) ?? Current.Count;

    /// <summary>Whether the model knows products by their texts, too.</summary>
    public bool HasTexts => (Slices?.Model?.ContentLength ?? Current.ContentLength) > 0;

    /// <summary>What products have, as far as it is known here.</summary>
    public FilterSchema Schema => Slices?.Schema ?? Current.Schema;

    /// <summary>A table of a model's items, before it has seen the catalogue.</summary>
    public static IndexTable Of(IndexKey key, ServedModel model) =>
        new(key, model, model.Artifact.ProductIds, model.Artifact.Popularity);

    /// <summary>A table of the products that the log counts, before it has seen the catalogue.</summary>
    public static IndexTable Of(IndexKey key, PopularityCount count) =>
        new(key, null, [.. count.ProductIds], [.. count.Popularity]);

    /// <summary>A table whose products are in its slices; none is held yet.</summary>
    public static IndexTable Of(IndexKey key, TableSlices slices) =>
        new(key, slices.Model?.Header, [], [], slices.Words) { Slices = slices };

    /// <summary>A part of such a table, before it has seen the catalogue.</summary>
    public static IndexTable Of(IndexKey key, ModelSlice slice, TableSlices slices) =>
        new(key, slice.Model, slice.Model.Artifact.ProductIds, slice.Model.Artifact.Popularity, slices.Words);

    /// <summary>The same without a model.</summary>
    /// <param name="key">What it is made from.</param>
    /// <param name="count">The count of the log.</param>
    /// <param name="partition">The part.</param>
    /// <param name="slices">The parts.</param>
    public static IndexTable Of(IndexKey key, PopularityCount count, int partition, TableSlices slices)
    {
        var rows = Enumerable.Range(0, count.ProductIds.Length)
            .Where(row => slices.Partitions.Of(count.ProductIds[row]) == partition)
            .ToArray();
        return new IndexTable(
            key,
            null,
            Array.ConvertAll(rows, row => count.ProductIds[row]),
            Array.ConvertAll(rows, row => count.Popularity[row]),
            slices.Words);
    }

    /// <summary>Adds a part, if it has every change that this table has.</summary>
    /// <returns>False: read on, and try again.</returns>
    public bool TryAdmit(TableSlice slice)
    {
        lock (_writing)
        {
            if (slice.Table.Position < _current.Position)
                return false;
            slice.Table.SetCatalogueEmpty(_current.IsCatalogueEmpty);
            Slices!.Add(slice);
            return true;
        }
    }

    /// <summary>Lets go of a part.</summary>
    public void Release(int partition)
    {
        lock (_writing)
            Slices!.Remove(partition);
    }

    /// <summary>Takes over changes of the catalogue; those at or before <see cref="Position"/> are ignored.</summary>
    /// <param name="changes">In order of position.</param>
    /// <param name="upTo">Position that the reading was complete up to.</param>
    public void Apply(IReadOnlyList<CatalogChange> changes, long upTo) => Apply(changes, upTo, hasProducts: false);

    /// <summary>The same for one part of the catalogue.</summary>
    /// <param name="changes">In order of position, those of the part.</param>
    /// <param name="upTo">Position that the reading was complete up to.</param>
    /// <param name="hasProducts">Whether other parts were seen to have a product.</param>
    public void Apply(IReadOnlyList<CatalogChange> changes, long upTo, bool hasProducts)
    {
        lock (_writing)
        {
            var now = _current;
            var news = changes.Where(change => change.Position > now.Position).ToArray();
            Slices?.Apply(news, upTo);
            var next = Slices is null
                ? WithProducts(now, [.. news.Select(change => (change.ProductId, change.Product))])
                : now;
            Volatile.Write(ref _current, next with
            {
                Position = Math.Max(now.Position, upTo),
                IsCatalogueEmpty = now.IsCatalogueEmpty && !hasProducts
                    && news.All(change => change.Product is null),
            });
        }
    }

    /// <summary>
    /// Gives what the catalogue says of every product to a table that has not seen it yet, and does without texts: it
    /// need not be read again.
    /// </summary>
    public void CopyCatalogTo(IndexTable other)
    {
        var (from, to) = (Current, other.Current);
        if (Slices is { } own && other.Slices is { } slices)
        {
            var isWhole = slices.CopyFrom(own);
            Volatile.Write(ref other._current, to with
            {
                Position = isWhole ? from.Position : 0,
                IsCatalogueEmpty = from.IsCatalogueEmpty,
            });
            return;
        }

        var present = new RowSet();
        from.Columns.SelectPresent(present);
        List<string> added = [];
        foreach (var row in present)
        {
            if (to.Ids.RowOf(from.Ids[row]) < 0)
                added.Add(from.Ids[row]);
        }

        var extended = Extended(to, added);
        var oldRows = new int[extended.Count];
        for (var row = 0; row < oldRows.Length; row++)
            oldRows[row] = from.Ids.RowOf(extended.Ids[row]);
        Volatile.Write(ref other._current, Ordered(extended with
        {
            Columns = from.Columns.Remap(oldRows),
            Position = from.Position,
            IsCatalogueEmpty = from.IsCatalogueEmpty,
        }));
    }

    private void SetCatalogueEmpty(bool isEmpty)
    {
        lock (_writing)
        {
            Volatile.Write(ref _current, _current with
            {
                IsCatalogueEmpty = isEmpty && _current.IsCatalogueEmpty,
            });
        }
    }

    private static IndexSnapshot WithProducts(IndexSnapshot now, (string ProductId, Product? Product)[] changes)
    {
        if (changes.Length == 0)
            return now;
        var added = changes
            .Where(change => change.Product is not null && now.Ids.RowOf(change.ProductId) < 0)
            .Select(change => change.ProductId)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var next = Extended(now, added);
        (int Row, Product? Product)[] rows =
        [
            .. changes.Select(change => (Row: next.Ids.RowOf(change.ProductId), change.Product))
                .Where(change => change.Row >= 0),
        ];
        return Ordered(next with
        {
            Columns = next.Columns.With(rows, next.Count),
            Content = next.Content.With(rows, next.Count, row => next.ItemOf(row) != IndexSnapshot.NoItem),
        });
    }

    private static IndexSnapshot Extended(IndexSnapshot now, IReadOnlyList<string> added)
    {
        if (added.Count == 0)
            return now;
        var count = now.Count + added.Count;
        return now with
        {
            Ids = now.Ids.With(added),
            Columns = now.Columns.With([], count),
            Items = Longer(now.Items, now.Count, count, IndexSnapshot.NoItem),
            Popularity = Longer(now.Popularity, now.Count, count, float.NaN),
        };
    }

    // Rows in the order of the ids make equal scores cheap to order, and a scan read memory in order.
    private static IndexSnapshot Ordered(IndexSnapshot now)
    {
        if (now.Ids.Later <= Math.Max(MinLater, now.Count / LaterShare))
            return now;
        var (ids, oldRows) = now.Ids.Sorted();
        var rowsOfItems = new int[now.RowsOfItems.Length];
        var items = Array.ConvertAll(oldRows, row => now.Items[row]);
        for (var row = 0; row < items.Length; row++)
        {
            if (items[row] != IndexSnapshot.NoItem)
                rowsOfItems[items[row]] = row;
        }

        return now with
        {
            Ids = ids,
            Columns = now.Columns.Remap(oldRows),
            Content = now.Content.Remap(oldRows),
            Items = items,
            RowsOfItems = rowsOfItems,
            Popularity = Array.ConvertAll(oldRows, row => now.Popularity[row]),
        };
    }

    // A reader of an older state does not look past its own count, so that room at the end can be shared.
    private static T[] Longer<T>(T[] values, int used, int count, T filling)
    {
        if (values.Length < count)
        {
            Array.Resize(ref values, Math.Max(count, used + (used / LaterShare) + MinLater));
            values.AsSpan(used).Fill(filling);
        }

        return values;
    }

    private static int[] Filled(int length, int value)
    {
        var values = new int[length];
        Array.Fill(values, value);
        return values;
    }
}
