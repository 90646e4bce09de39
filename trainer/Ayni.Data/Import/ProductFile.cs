using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>Reads products from one file. Read it once.</summary>
public sealed class ProductFile : IDisposable
{
    private const string PathSeparator = " > ";

    private readonly InputFile _file;
    private readonly RowSource _rows;
    private readonly ProductMapping _mapping;
    private readonly int _product;
    private readonly int[] _name;
    private readonly int[] _description;
    private readonly int[] _category;
    private readonly int _brand;
    private readonly int _price;
    private readonly int _listPrice;
    private readonly int _currency;
    private readonly int _stock;

    /// <summary>Opens the file and finds the mapping's columns in it.</summary>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: no such file. <c>invalid</c>: the mapping has no columns for products, or one is missing.
    /// </exception>
    public ProductFile(string path, ImportMapping mapping, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _mapping = mapping.Products ?? new ProductMapping();
        var columns = _mapping.Columns ?? throw new AyniException(
            ErrorCodes.Invalid,
            $"Mapping '{mapping.Name}' has no products.columns: leave out --products, or add them.");
        Report = new ImportReport(options.BadRowsPerReason);
        _file = new InputFile(path);
        try
        {
            _rows = RowSource.Open(_file, mapping);
            _product = _rows.Ordinal(columns.Product);
            _name = Ordinals(columns.Name);
            _description = Ordinals(columns.Description);
            _category = Ordinals(columns.Category);
            _brand = _rows.Ordinal(columns.Brand);
            _price = _rows.Ordinal(columns.Price);
            _listPrice = _rows.Ordinal(columns.ListPrice);
            _currency = _rows.Ordinal(columns.Currency);
            _stock = _rows.Ordinal(columns.Stock);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>What became of the rows read so far.</summary>
    public ImportReport Report { get; }

    /// <summary>Share of the file that was read, 0 to 1.</summary>
    public double Fraction => _file.Fraction;

    /// <summary>The products, in the order of the file.</summary>
    public IEnumerable<Product> Read()
    {
        while (_rows.Read())
        {
            Report.CountRead();
            if (Parse(out var product) is { } refusal)
                Report.Refuse(_rows.Line, refusal);
            else
                yield return product!;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _file.Dispose();
    }

    private Refusal? Parse(out Product? product)
    {
        product = null;
        var columns = _mapping.Columns!;
        if (_rows.Problem is { } problem)
            return problem;
        if (_rows.Value(_product) is not { } id)
            return new Refusal(ImportReasons.NoProduct, columns.Product);
        if (Money(_price, columns.Price, out var price) is { } badPrice)
            return badPrice;
        if (Money(_listPrice, columns.ListPrice, out var listPrice) is { } badListPrice)
            return badListPrice;
        if (Pieces(columns.Stock, out var stock) is { } badStock)
            return badStock;
        var category = Joined(_category, PathSeparator);
        var read = new Product
        {
            ProductId = id,
            Name = Joined(_name, " ") ?? category?.Split(PathSeparator)[^1] ?? id,
            Description = Joined(_description, " "),
            Category = category,
            Brand = _rows.Value(_brand),
            Price = price,
            ListPrice = listPrice,
            Currency = _rows.Value(_currency) ?? _mapping.Currency,
            Stock = stock,
        };
        if (ProductRules.ProblemOf(read) is { } wrong)
            return new Refusal(Refusal.ReasonOf(wrong.Fault), ColumnOf(wrong.Field));
        product = read;
        return null;
    }

    private string? ColumnOf(string field)
    {
        var columns = _mapping.Columns!;
        return field switch
        {
            nameof(Product.ProductId) => columns.Product,
            nameof(Product.Name) => NamesOf(columns.Name),
            nameof(Product.Description) => NamesOf(columns.Description),
            nameof(Product.Category) => NamesOf(columns.Category),
            nameof(Product.Brand) => columns.Brand,
            nameof(Product.Price) => columns.Price,
            nameof(Product.ListPrice) => columns.ListPrice,
            nameof(Product.Currency) => columns.Currency,
            nameof(Product.Stock) => columns.Stock,
            _ => throw new InvalidOperationException($"No column has the {field} of a product."),
        };
    }

    private static string? NamesOf(ColumnList? columns) => columns is null ? null : string.Join(", ", columns.Names);

    private int[] Ordinals(ColumnList? columns)
        => columns is null ? [] : [.. columns.Names.Select(name => _rows.Ordinal(name))];

    private string? Joined(int[] ordinals, string separator)
    {
        var parts = ordinals.Select(_rows.Value).Where(part => part is not null).ToArray();
        return parts.Length == 0 ? null : string.Join(separator, parts);
    }

    private Refusal? Money(int ordinal, string? column, out decimal? amount)
    {
        amount = null;
        if (_rows.Value(ordinal) is not { } text)
            return null;
        if (!Numbers.TryParse(text, out decimal number))
            return new Refusal(ImportReasons.NotANumber, column, text);
        amount = number;
        return number < 0 ? new Refusal(ImportReasons.OutOfRange, column, text) : null;
    }

    private Refusal? Pieces(string? column, out int? pieces)
    {
        var refusal = Money(_stock, column, out var number);
        pieces = number is { } value && value <= int.MaxValue ? (int)value : null;
        return refusal;
    }
}
