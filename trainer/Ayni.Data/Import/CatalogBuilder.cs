using System.Diagnostics.CodeAnalysis;
using Ayni.Data.Import.Rows;
using Ayni.Domain;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>Collects what the rows of an interactions file say of products.</summary>
internal sealed class CatalogBuilder
{
    private readonly ProductMapping _mapping;
    private readonly string? _currency;
    private RowSource _row;
    private int _name;
    private int _price;
    private int _amount;
    private readonly SortedDictionary<string, Evidence> _products = new(StringComparer.Ordinal);

    public CatalogBuilder(ProductMapping mapping, ImportOptions options, RowSource row)
    {
        _mapping = mapping;
        _currency = options.Currency ?? mapping.Currency;
        Turn(row);
    }

    /// <summary>Goes on with the rows of another file.</summary>
    [MemberNotNull(nameof(_row))]
    public void Turn(RowSource row)
    {
        _row = row;
        _name = row.Ordinal(_mapping.FromInteractions?.Name);
        _price = row.Ordinal(_mapping.FromInteractions?.Price);
        _amount = row.Ordinal(_mapping.FromInteractions?.Amount);
    }

    public void Note(Interaction interaction)
    {
        if (interaction.ProductId is not { } productId || _mapping.FromInteractions is null)
            return;
        if (!_products.TryGetValue(productId, out var evidence))
            _products.Add(productId, evidence = new Evidence());
        if (_row.Value(_name) is { } name && StorableText.IsStorable(name))
            evidence.AddName(StorableText.Cut(name, ProductRules.MaxNameLength), interaction.Timestamp);
        if (Price(interaction) is { } price and > 0 and <= ProductRules.MaxPrice)
            evidence.AddPrice(price);
    }

    /// <summary>The products by id (ordinal): most frequent name (the newest of equals), median price.</summary>
    public IReadOnlyList<Product> Build()
        => [.. _products.Select(pair => ProductOf(pair.Key, pair.Value))];

    private Product ProductOf(string productId, Evidence evidence)
    {
        var price = evidence.MedianPrice;
        return new Product
        {
            ProductId = productId,
            Name = evidence.Name ?? productId,
            Price = price,
            Currency = price is null ? null : _currency,
        };
    }

    private decimal? Price(Interaction interaction)
    {
        if (_row.Numbers.TryParse(_row.Value(_price), out decimal price))
            return price;
        return _row.Numbers.TryParse(_row.Value(_amount), out decimal amount)
            && interaction.Score is { } quantity and > 0
            ? Math.Round(amount / (decimal)quantity, 2)
            : null;
    }

    private sealed class Evidence
    {
        private readonly Dictionary<string, (int Count, DateTimeOffset Newest)> _names = new(StringComparer.Ordinal);
        private readonly SortedDictionary<decimal, int> _prices = [];

        public string? Name => _names.Count == 0 ? null : _names
            .OrderByDescending(pair => pair.Value.Count)
            .ThenByDescending(pair => pair.Value.Newest)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .First().Key;

        /// <summary>The lower median.</summary>
        public decimal? MedianPrice
        {
            get
            {
                var left = (_prices.Values.Sum() + 1) / 2;
                foreach (var (price, count) in _prices)
                {
                    if ((left -= count) <= 0)
                        return price;
                }

                return null;
            }
        }

        public void AddName(string name, DateTimeOffset timestamp)
        {
            _names.TryGetValue(name, out var seen);
            _names[name] = (seen.Count + 1, timestamp > seen.Newest ? timestamp : seen.Newest);
        }

        public void AddPrice(decimal price)
        {
            _prices.TryGetValue(price, out var count);
            _prices[price] = count + 1;
        }
    }
}
