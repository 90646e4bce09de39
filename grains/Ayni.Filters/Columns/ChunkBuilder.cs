using Ayni.Domain.Catalog;
using Ayni.Filters.Text;

namespace Ayni.Filters.Columns;

/// <summary>Makes chunks, one after the other, from older ones and from products.</summary>
internal sealed class ChunkBuilder
{
    /// <summary>What stands for no stock count.</summary>
    public const int NoStock = int.MinValue;

    private readonly Vocabularies _words;
    private readonly ColumnBuilder[] _columns;
    private readonly SortedDictionary<int, ColumnBuilder> _own = [];
    private readonly ValueBuilder<int> _category = new(Vocabulary.None);
    private readonly ValueBuilder<int> _brand = new(Vocabulary.None);
    private readonly ValueBuilder<int> _currency = new(Vocabulary.None);
    private readonly ValueBuilder<int> _parent = new(Vocabulary.None);
    private readonly MoneyBuilder _price = new();
    private readonly MoneyBuilder _listPrice = new();
    private readonly ValueBuilder<int> _stock = new(NoStock);
    private readonly ValueBuilder<long> _addedAt = new(Moment.Missing);
    private readonly ListBuilder _tags = new();
    private readonly ListBuilder _stores = new();
    private readonly ListBuilder _groups = new();
    private readonly ValueBuilder<byte> _active = new(Flag.Missing);
    private readonly PricesBuilder _viewPrices = new();

    public ChunkBuilder(Vocabularies words)
    {
        _words = words;

        // In the order of the slots.
        _columns =
        [
            _category, _brand, _currency, _parent, _price.Scaled, _listPrice.Scaled, _price.Odd, _listPrice.Odd, _stock,
            _addedAt, _tags, _stores, _groups, _active, _viewPrices,
        ];
    }

    /// <summary>Begins a chunk with the rows of an older one.</summary>
    public void Load(Chunk chunk)
    {
        for (var slot = 0; slot < _columns.Length; slot++)
            _columns[slot].Load(chunk[slot]);
        _own.Clear();
        foreach (var slot in chunk.OwnSlots)
            OwnBuilder(slot).Load(chunk[slot]);
    }

    /// <summary>Gives an empty row what a row of an older chunk holds.</summary>
    public void Copy(int row, Chunk chunk, int from)
    {
        for (var slot = 0; slot < _columns.Length; slot++)
            _columns[slot].Copy(row, chunk[slot], from);
        foreach (var slot in chunk.OwnSlots)
            OwnBuilder(slot).Copy(row, chunk[slot], from);
    }

    /// <summary>Puts a product in a row, instead of what is there.</summary>
    public void Set(int row, Product? product)
    {
        foreach (var column in _columns)
            column.Clear(row);
        foreach (var own in _own.Values)
            own.Clear(row);
        if (product is not null)
            Fill(row, product);
    }

    /// <summary>The chunk.</summary>
    public Chunk Freeze()
    {
        var own = _own
            .Select(pair => (pair.Key, Column: pair.Value.Freeze()))
            .Where(pair => pair.Column is not null)
            .ToArray();
        return new Chunk(
            Array.ConvertAll(_columns, column => column.Freeze()),
            Array.ConvertAll(own, pair => pair.Key),
            Array.ConvertAll(own, pair => pair.Column!));
    }

    private static void SetList(int row, TextSet texts, ListBuilder list, Vocabulary words)
    {
        if (texts.Count > 0)
            list.Set(row, texts.Select(words.Add).Where(code => code != Vocabulary.None));
    }

    private void Fill(int row, Product product)
    {
        _category.Rows[row] = _words.Categories.Add(product.Category);
        _brand.Rows[row] = _words.Brands.Add(product.Brand);
        _currency.Rows[row] = _words.Currencies.Add(product.Currency);
        _parent.Rows[row] = _words.Parents.Add(product.ParentId);
        _price.Set(row, product.Price);
        _listPrice.Set(row, product.ListPrice);
        _stock.Rows[row] = product.Stock ?? NoStock;
        _addedAt.Rows[row] = product.AddedAt?.UtcTicks ?? Moment.Missing;
        SetList(row, product.Tags, _tags, _words.Tags);
        SetList(row, product.Stores, _stores, _words.Stores);
        SetList(row, product.Groups, _groups, _words.Groups);
        _active.Rows[row] = Flag.Of(product.IsActive);
        if (product.Prices.Count > 0)
        {
            _viewPrices.Set(
                row,
                [
                    .. product.Prices.Select(price => CodedPrice.Of(price, _words.Views.Add(price.View))),
                ]);
        }

        foreach (var (name, value) in product.Attributes)
        {
            if (_words.FindOrAdd(name, value.Kind) is { } attribute)
                attribute.Set(OwnBuilder(attribute), row, value);
        }
    }

    private ColumnBuilder OwnBuilder(int slot) =>
        _own.TryGetValue(slot, out var builder)
            ? builder
            : OwnBuilder(_words.Own.First(attribute => attribute.Slot == slot));

    private ColumnBuilder OwnBuilder(OwnAttribute attribute)
    {
        if (!_own.TryGetValue(attribute.Slot, out var builder))
            _own.Add(attribute.Slot, builder = attribute.Builder());
        return builder;
    }
}
