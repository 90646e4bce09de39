using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Filters;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Answering;

/// <summary>
/// The few products that an answer is about, from all parts of the catalogue, as a state of an index and a model of
/// their own: whatever an answer asks of a whole index it asks of this one, and the shopper's factor that is folded in
/// from it has the bits that the whole model would give. For one request; never changed.
/// </summary>
internal sealed class GatheredProducts
{
    private readonly int[] _wholeItems;

    /// <param name="table">What answers.</param>
    /// <param name="products">The products, each once, in any order.</param>
    /// <param name="slices">What each part that answered says of itself.</param>
    public GatheredProducts(
        IndexTable table, IReadOnlyCollection<GatheredProduct> products, IReadOnlyList<GatheredSlice> slices)
    {
        var sliced = table.Slices!;
        GatheredProduct[] rows = [.. products.OrderBy(product => product.ProductId, StringComparer.Ordinal)];
        GatheredProduct[] items = [.. rows.Where(product => product.Model is not null)];
        Attributes = [.. slices.SelectMany(slice => slice.Attributes)];
        Newest = slices.Max(slice => slice.Newest);
        Count = slices.Sum(slice => slice.Count);
        _wholeItems = WithNeighbours(items);
        var rowsOfItems = new int[_wholeItems.Length];
        Array.Fill(rowsOfItems, -1);
        var itemsOfRows = new int[rows.Length];
        var item = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            itemsOfRows[row] = rows[row].Model is null ? IndexSnapshot.NoItem : item++;
            if (itemsOfRows[row] != IndexSnapshot.NoItem)
                rowsOfItems[itemsOfRows[row]] = row;
        }

        Snapshot = table.Current with
        {
            Model = sliced.Model is { } model ? ModelOf(model, items) : null,
            Ids = new RowIds(Array.ConvertAll(rows, product => product.ProductId)),
            Columns = ColumnsOf(rows),
            WholeSchema = SliceScan.SchemaOf(sliced.Words.Schema, Attributes),
            Items = itemsOfRows,
            RowsOfItems = rowsOfItems,
            Popularity = Array.ConvertAll(rows, product => product.Popularity),
            Content = ContentRows.Of(
                sliced.Model?.ContentLength ?? 0, Array.ConvertAll(rows, product => product.Vector)),
        };
    }

    /// <summary>The products as rows.</summary>
    public IndexSnapshot Snapshot { get; }

    /// <summary>The shop's own attributes, of all parts.</summary>
    public ImmutableArray<SliceAttribute> Attributes { get; }

    /// <summary>When the product that came last was taken in; null: there is none.</summary>
    public DateTimeOffset? Newest { get; }

    /// <summary>Products of all parts.</summary>
    public int Count { get; }

    /// <summary>Index in the whole model of an item here, or of one that a neighbour part speaks for.</summary>
    public int WholeItemOf(int item) => _wholeItems[item];

    // After the items come those that they speak for: sums over neighbours need places for them, and nothing else.
    private static int[] WithNeighbours(GatheredProduct[] items)
    {
        int[] own = [.. items.Select(product => product.Model!.Item)];
        var known = own.ToHashSet();
        var others = items.SelectMany(product => product.Model!.Neighbours).SelectMany(row => row.Items)
            .Where(known.Add)
            .ToArray();
        Array.Sort(others);
        return [.. own, .. others];
    }

    private static ProductColumns ColumnsOf(GatheredProduct[] rows)
    {
        (int Row, Product? Product)[] catalogued =
        [
            .. rows.Index().Where(row => row.Item.IsCatalogued).Select(row => (row.Index, (Product?)new Product
            {
                ProductId = row.Item.ProductId,
                Name = row.Item.ProductId,
                Price = row.Item.Price,
                ParentId = row.Item.ParentId,
            })),
        ];
        return new ProductColumns().With(catalogued, rows.Length);
    }

    private ServedModel ModelOf(SlicedModel model, GatheredProduct[] items)
    {
        var header = model.Header.Artifact;
        var artifact = new ModelArtifact
        {
            Version = header.Version,
            Rank = header.Rank,
            ProductIds = Array.ConvertAll(items, product => product.ProductId),
            ItemFactors = [.. items.SelectMany(product => product.Model!.Factor)],
            Eigenvalues = header.Eigenvalues,
            Popularity = Array.ConvertAll(items, product => product.Popularity),
            PartWeights = header.PartWeights,
            Evidence = new ItemEvidence(
                Array.ConvertAll(items, product => product.Model!.RepurchaseDays),
                Array.ConvertAll(items, product => product.Model!.Shoppers),
                new int[items.Length])
            {
                Repeats = Array.ConvertAll(items, product => product.Model!.RepeatRate),
            },
            Options = header.Options,
            ReferenceTime = header.ReferenceTime,
            AsOfPosition = header.AsOfPosition,
            CodeVersion = header.CodeVersion,
            WholeItemCount = header.WholeItemCount,
        };
        return new ServedModel(
            artifact,
            content: null,
            Array.ConvertAll(items, product => product.Model!.Scale),
            [.. model.Parts.Select((part, index) => ScorerOf(part, index, items))],
            model.Solvers);
    }

    private NeighbourScorer ScorerOf(
        (string Name, HistoryWeighting Weighting) part, int index, GatheredProduct[] items)
    {
        var places = new Dictionary<int, int>(_wholeItems.Length);
        for (var place = 0; place < _wholeItems.Length; place++)
            places[_wholeItems[place]] = place;
        var starts = new int[_wholeItems.Length + 1];
        var (columns, values) = (new List<int>(), new List<float>());
        for (var item = 0; item < _wholeItems.Length; item++)
        {
            if (item < items.Length && items[item].Model!.Neighbours is { Length: > 0 } neighbours)
            {
                var row = neighbours[index];
                var own = Array.ConvertAll(row.Items, whole => places[whole]);
                var weights = row.Weights.ToArray();
                Array.Sort(own, weights);
                columns.AddRange(own);
                values.AddRange(weights);
            }

            starts[item + 1] = columns.Count;
        }

        return new NeighbourScorer(new NeighbourPart(
            part.Name,
            new CsrMatrix(_wholeItems.Length, _wholeItems.Length, starts, [.. columns], [.. values]),
            part.Weighting));
    }
}
