using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Filters;

namespace Ayni.Grains.Catalog;

/// <summary>
/// The parts of the catalogue that a silo holds of one table. A part is added once it has every change that the table
/// has, so that nobody sees a half-loaded one. Any number of readers; its <see cref="IndexTable"/> alone writes.
/// </summary>
internal sealed class TableSlices
{
    private ImmutableSortedDictionary<int, TableSlice> _held;
    private FilterSchema? _schema;

    /// <param name="partitions">Which part a product lies in.</param>
    /// <param name="model">What every silo holds of the model; null without one.</param>
    /// <param name="words">Columns whose texts are to be shared; null: none.</param>
    public TableSlices(ProductPartitions partitions, SlicedModel? model, ProductColumns? words)
    {
        (Partitions, Model, Words) = (partitions, model, (words ?? new ProductColumns()).With([], 0));
        _held = ImmutableSortedDictionary<int, TableSlice>.Empty;
    }

    /// <summary>Which part a product lies in.</summary>
    public ProductPartitions Partitions { get; }

    /// <summary>What every silo holds of the model; null without one.</summary>
    public SlicedModel? Model { get; }

    /// <summary>What is held, by part.</summary>
    public ImmutableSortedDictionary<int, TableSlice> Held => Volatile.Read(ref _held);

    /// <summary>
    /// Columns without rows: the texts of all slices, and of the products of other silos' parts too, so that a filter
    /// is warned about in the same way wherever it is asked.
    /// </summary>
    public ProductColumns Words { get; }

    /// <summary>
    /// What products of all parts have, as the last answer made here found it; before the first, those held.
    /// </summary>
    public FilterSchema Schema => Volatile.Read(ref _schema) ?? Words.Schema.WithAttributes(
        Held.Values.SelectMany(slice => slice.Table.Current.Schema.Attributes));

    /// <summary>Takes over what an answer found.</summary>
    public void Note(FilterSchema schema) => Volatile.Write(ref _schema, schema);

    /// <summary>Adds or replaces a part. By the table alone.</summary>
    public void Add(TableSlice slice) => Volatile.Write(ref _held, _held.SetItem(slice.Partition, slice));

    /// <summary>Lets go of a part. By the table alone.</summary>
    public void Remove(int partition) => Volatile.Write(ref _held, _held.Remove(partition));

    /// <summary>Takes over changes. By the table alone.</summary>
    /// <param name="changes">In order of position.</param>
    /// <param name="upTo">Position that the reading was complete up to.</param>
    public void Apply(IReadOnlyList<CatalogChange> changes, long upTo)
    {
        var hasProducts = changes.Any(change => change.Product is not null);
        var byPartition = changes.ToLookup(change => Partitions.Of(change.ProductId));
        foreach (var (partition, slice) in _held)
            slice.Table.Apply([.. byPartition[partition]], upTo, hasProducts);
        Learn([.. byPartition.Where(part => !_held.ContainsKey(part.Key)).SelectMany(part => part)]);
    }

    /// <summary>Takes the catalogue's part of each slice that another table holds too.</summary>
    /// <returns>Whether nothing is left to be read.</returns>
    public bool CopyFrom(TableSlices other)
    {
        var isWhole = true;
        foreach (var (partition, slice) in _held)
        {
            if (other.Held.TryGetValue(partition, out var known))
                known.Table.CopyCatalogTo(slice.Table);
            else
                isWhole = false;
        }

        return isWhole;
    }

    private void Learn(CatalogChange[] changes)
    {
        (int Row, Product? Product)[] rows =
        [
            .. changes.Select(change => change.Product).OfType<Product>()
                .Select((product, row) => (row, (Product?)new Product
                {
                    ProductId = product.ProductId,
                    Name = product.ProductId,
                    Category = product.Category,
                    Brand = product.Brand,
                    ParentId = product.ParentId,
                    Stores = product.Stores,
                    Groups = product.Groups,
                    Prices = product.Prices,
                })),
        ];
        if (rows.Length > 0)
            Words.With(rows, rows.Length);
    }
}
