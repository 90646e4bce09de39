using Ayni.Data.Import.Rows;
using Ayni.Domain.Catalog;

namespace Ayni.Data.Import;

/// <summary>Turns the current row of a source into a product, or says why not.</summary>
internal sealed class ProductRow
{
    private const string PathSeparator = " > ";

    private readonly RowSource _row;
    private readonly ProductColumns _columns;
    private readonly string? _currencyOfAll;
    private readonly TextCells _texts;
    private readonly TimestampParser _times;
    private readonly AttributeCells _attributes;
    private readonly int _product;
    private readonly int[] _name;
    private readonly int[] _description;
    private readonly int[] _category;
    private readonly int _brand;
    private readonly int _price;
    private readonly int _listPrice;
    private readonly int _currency;
    private readonly int _stock;
    private readonly int _parent;
    private readonly int _tags;
    private readonly int _stores;
    private readonly int _groups;
    private readonly int _addedAt;
    private readonly PriceCells _prices;

    public ProductRow(ProductColumns columns, ImportMapping mapping, ImportOptions options, RowSource row)
    {
        var products = mapping.Products!;
        _row = row;
        _columns = columns;
        _currencyOfAll = options.Currency ?? products.Currency;
        _texts = new TextCells(products.ListSeparator);
        _times = new TimestampParser(products.TimestampFormats, mapping.Offset(products));
        _attributes = new AttributeCells(columns.Attributes, row, _texts, _times);
        _product = row.Ordinal(columns.Product);
        _name = Ordinals(columns.Name);
        _description = Ordinals(columns.Description);
        _category = Ordinals(columns.Category);
        _brand = row.Ordinal(columns.Brand);
        _price = row.Ordinal(columns.Price);
        _listPrice = row.Ordinal(columns.ListPrice);
        _currency = row.Ordinal(columns.Currency);
        _stock = row.Ordinal(columns.Stock);
        _parent = row.Ordinal(columns.ParentId);
        _tags = row.Ordinal(columns.Tags);
        _stores = row.Ordinal(columns.Stores);
        _groups = row.Ordinal(columns.Groups);
        _addedAt = row.Ordinal(columns.AddedAt);
        _prices = new PriceCells(columns.Prices, row);
    }

    public Refusal? Read(out Product? product)
    {
        product = null;
        if (_row.Problem is { } problem)
            return problem;
        if (_row.Value(_product) is not { } id)
            return new Refusal(ImportReasons.NoProduct, _columns.Product);
        if (MoneyCell.Read(_row, _price, _columns.Price, out var price) is { } badPrice)
            return badPrice;
        if (MoneyCell.Read(_row, _listPrice, _columns.ListPrice, out var listPrice) is { } badListPrice)
            return badListPrice;
        if (_prices.Read(out var prices) is { } badViewPrice)
            return badViewPrice;
        if (Pieces(out var stock) is { } badStock)
            return badStock;
        if (Moment(out var addedAt) is { } badMoment)
            return badMoment;
        if (_attributes.Read(out var attributes) is { } badAttribute)
            return badAttribute;
        var category = Joined(_category, PathSeparator);
        var read = new Product
        {
            ProductId = id,
            Name = Joined(_name, " ") ?? category?.Split(PathSeparator)[^1] ?? id,
            Description = Joined(_description, " "),
            Category = category,
            Brand = _row.Value(_brand),
            Price = price,
            ListPrice = listPrice,
            Currency = _row.Value(_currency),
            Stock = stock,
            ParentId = _row.Value(_parent),
            Tags = _texts.Split(_row.Value(_tags)),
            Stores = _texts.Split(_row.Value(_stores)),
            Groups = _texts.Split(_row.Value(_groups)),
            Prices = prices,
            AddedAt = addedAt,
            Attributes = attributes,
        };
        if (read is { IsPriced: true, Currency: null })
            read = read with { Currency = _currencyOfAll };
        if (read is { IsPriced: true, Currency: null })
            return new Refusal(ImportReasons.NoCurrency, _columns.Currency);
        if (ProductRules.ProblemOf(read) is { } wrong)
            return new Refusal(Refusal.ReasonOf(wrong.Fault), ColumnOf(wrong.Field));
        product = read;
        return null;
    }

    private string? ColumnOf(string field) => field switch
    {
        nameof(Product.ProductId) => _columns.Product,
        nameof(Product.Name) => NamesOf(_columns.Name),
        nameof(Product.Description) => NamesOf(_columns.Description),
        nameof(Product.Category) => NamesOf(_columns.Category),
        nameof(Product.Brand) => _columns.Brand,
        nameof(Product.Price) => _columns.Price,
        nameof(Product.ListPrice) => _columns.ListPrice,
        nameof(Product.Currency) => _columns.Currency,
        nameof(Product.Stock) => _columns.Stock,
        nameof(Product.ParentId) => _columns.ParentId,
        nameof(Product.Tags) => _columns.Tags,
        nameof(Product.Stores) => _columns.Stores,
        nameof(Product.Groups) => _columns.Groups,
        nameof(Product.Prices) => _prices.Names,
        nameof(Product.AddedAt) => _columns.AddedAt,
        // "Attributes.color".
        _ => _attributes.ColumnOf(field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..]),
    };

    private static string? NamesOf(ColumnList? columns) => columns is null ? null : string.Join(", ", columns.Names);

    private int[] Ordinals(ColumnList? columns)
        => columns is null ? [] : [.. columns.Names.Select(name => _row.Ordinal(name))];

    private string? Joined(int[] ordinals, string separator)
    {
        var parts = ordinals.Select(_row.Value).Where(part => part is not null).ToArray();
        return parts.Length == 0 ? null : string.Join(separator, parts);
    }

    private Refusal? Pieces(out int? pieces)
    {
        var refusal = MoneyCell.Read(_row, _stock, _columns.Stock, out var number);
        pieces = number is { } value && value <= int.MaxValue ? (int)value : null;
        return refusal;
    }

    // To the millisecond, which is what is kept.
    private Refusal? Moment(out DateTimeOffset? moment)
    {
        moment = null;
        if (_row.Value(_addedAt) is not { } text)
            return null;
        if (!_times.TryParse(text, out var time))
            return new Refusal(ImportReasons.BadTime, _columns.AddedAt, text);
        moment = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        return null;
    }
}
