using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ayni.Domain.Catalog;
using Ayni.GrainInterfaces.Catalog;
using Ayni.Grains.Models;
using Ayni.Numerics;

namespace Ayni.Grains.Catalog;

/// <summary>
/// The products of one shard in one version, ordered by id (ordinal), so that a smaller row means a smaller id and ties
/// in score go to it. Not thread-safe.
/// </summary>
internal sealed class ShardTable
{
    private readonly ServedModel? _model;
    private readonly Func<string, bool> _holds;
    private readonly List<string> _ids = [];
    private readonly List<ShardRow> _rows = [];
    private readonly List<string> _categories = [];
    private readonly Dictionary<string, int> _categoryNumbers = new(StringComparer.Ordinal);

    /// <summary>A table of the products that the model, or the log's count, assigns to the shard.</summary>
    /// <param name="model">Model whose items the rows are; null without one.</param>
    /// <param name="met">The products, ordinal ascending.</param>
    /// <param name="holds">Whether a product belongs to this shard.</param>
    public ShardTable(
        ServedModel? model,
        IEnumerable<(string ProductId, int Item, float Popularity)> met,
        Func<string, bool> holds)
    {
        _model = model;
        _holds = holds;
        foreach (var (productId, item, popularity) in met)
        {
            _ids.Add(productId);
            _rows.Add(new ShardRow
            {
                Item = item,
                Popularity = popularity,
                IsMet = true,
                Category = ShardRow.None,
            });
        }
    }

    /// <summary>
    /// Whether no catalogue was loaded at all: then products known from interactions alone can be answered.
    /// </summary>
    public bool IsCatalogueEmpty { get; set; } = true;

    /// <summary>Number of products.</summary>
    public int Count => _ids.Count;

    /// <summary>Whether a product, known or not, belongs to this shard.</summary>
    public bool Holds(string productId) => _holds(productId);

    /// <summary>Takes over catalogue entries; null where the catalogue does not hold the product.</summary>
    /// <param name="entries">Products of this shard, each once.</param>
    public void Apply(IEnumerable<(string ProductId, Product? Product)> entries)
    {
        List<(string ProductId, Product Product)> added = [];
        foreach (var (productId, product) in entries)
        {
            var row = IndexOf(productId);
            if (row >= 0)
                Write(ref CollectionsMarshal.AsSpan(_rows)[row], product);
            else if (product is not null)
                added.Add((productId, product));
        }

        if (added.Count > 0)
            Insert(added);
    }

    /// <summary>Exact: every row that passes the filters is scored.</summary>
    public ShardAnswer Find(ShardQuery query)
    {
        var admitted = AdmittedCategories(query.Category);
        var excluded = ExcludedRows(query.Excluded);
        var filter = CatalogFilter.Of(query);
        var rows = CollectionsMarshal.AsSpan(_rows);
        var factor = query.Factor.AsSpan();
        var top = new TopK(Math.Min(query.Count, rows.Length));
        var eligible = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            ref readonly var columns = ref rows[row];
            if (!IsEligible(columns, filter, admitted) || excluded.Contains(row))
                continue;
            if (query.Ranking != ShardRanking.Popularity && columns.Item == ShardRow.None)
                continue;
            eligible++;
            top.Offer(row, ScoreOf(query.Ranking, columns, factor));
        }

        return new ShardAnswer(
            [.. top.Drain().Select(hit => new ShardHit(_ids[hit.Index], hit.Score, _rows[hit.Index].IsCatalogued))],
            eligible);
    }

    private bool IsEligible(in ShardRow row, in CatalogFilter filter, bool[]? admitted)
    {
        if (!row.IsCatalogued)
            return IsCatalogueEmpty && row.IsMet && filter.IsEmpty;
        return row.IsAvailable
            && (admitted is null || (row.Category != ShardRow.None && admitted[row.Category]))
            && filter.AdmitsPrice(row.Price);
    }

    private float ScoreOf(ShardRanking ranking, in ShardRow row, ReadOnlySpan<float> factor)
    {
        if (ranking == ShardRanking.Popularity)
            return row.Popularity;
        var product = ScoreScan.Dot(factor, _model!.Artifact.FactorOf(row.Item));
        if (ranking == ShardRanking.InnerProduct)
            return product * _model.ScaleOf(row.Item);
        var length = _model.Lengths[row.Item];
        return length > 0 ? product / length : 0;
    }

    private bool[]? AdmittedCategories(string? category)
    {
        if (category is null)
            return null;
        var filter = new CatalogFilter(category, null, null);
        return [.. _categories.Select(filter.AdmitsCategory)];
    }

    private HashSet<int> ExcludedRows(ImmutableArray<string> productIds)
    {
        HashSet<int> rows = [];
        foreach (var productId in productIds)
        {
            var row = IndexOf(productId);
            if (row >= 0)
                rows.Add(row);
        }

        return rows;
    }

    private int IndexOf(string productId) => _ids.BinarySearch(productId, StringComparer.Ordinal);

    private void Write(ref ShardRow row, Product? product)
    {
        row.IsCatalogued = product is not null;
        row.IsAvailable = product?.IsAvailable ?? false;
        row.Category = NumberOf(product?.Category);
        row.Price = product?.Price;
    }

    private int NumberOf(string? category)
    {
        if (category is null)
            return ShardRow.None;
        if (!_categoryNumbers.TryGetValue(category, out var number))
        {
            number = _categories.Count;
            _categories.Add(category);
            _categoryNumbers.Add(category, number);
        }

        return number;
    }

    // One merge for all: an insertion a product would move the rest of the table each time.
    private void Insert(List<(string ProductId, Product Product)> added)
    {
        added.Sort((a, b) => string.CompareOrdinal(a.ProductId, b.ProductId));
        var (ids, rows) = (_ids.ToArray(), _rows.ToArray());
        _ids.Clear();
        _rows.Clear();
        var old = 0;
        foreach (var (productId, product) in added)
        {
            for (; old < ids.Length && string.CompareOrdinal(ids[old], productId) < 0; old++)
                Append(ids[old], rows[old]);
            var row = new ShardRow { Item = ShardRow.None };
            Write(ref row, product);
            Append(productId, row);
        }

        for (; old < ids.Length; old++)
            Append(ids[old], rows[old]);
    }

    private void Append(string productId, in ShardRow row)
    {
        _ids.Add(productId);
        _rows.Add(row);
    }
}
