using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>Reads products from one file. Read it once.</summary>
public sealed class ProductFile : IDisposable
{
    private readonly InputFile _file;
    private readonly RowSource _rows;
    private readonly ProductRow _row;

    /// <summary>Opens the file and finds the mapping's columns in it.</summary>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: no such file. <c>invalid</c>: the mapping has no columns for products, or one is missing.
    /// </exception>
    public ProductFile(string path, ImportMapping mapping, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var columns = mapping.Products?.Columns ?? throw new AyniException(
            ErrorCodes.Invalid,
            $"Mapping '{mapping.Name}' has no products.columns: leave out --products, or add them.");
        Report = new ImportReport(options.BadRowsPerReason);
        _file = new InputFile(path);
        try
        {
            _rows = RowSource.Open(_file, mapping);
            _row = new ProductRow(columns, mapping, options, _rows);
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
            if (_row.Read(out var product) is { } refusal)
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
}
