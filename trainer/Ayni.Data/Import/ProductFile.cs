using Ayni.Data.Import.Rejected;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>Reads products from one file or from several of one kind. Read it once.</summary>
public sealed class ProductFile : IDisposable
{
    private readonly ImportOptions _options;
    private readonly FileSeries<ProductRow> _files;

    /// <summary>Opens the file and finds the mapping's columns in it.</summary>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: no such file. <c>invalid</c>: the mapping has no columns for products, or one is missing.
    /// </exception>
    public ProductFile(string path, ImportMapping mapping, ImportOptions options)
        : this([path], mapping, options)
    {
    }

    /// <summary>Opens the files, one after the other, and finds the mapping's columns in each.</summary>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: no such file. <c>invalid</c>: the mapping has no columns for products, or one is missing.
    /// </exception>
    public ProductFile(
        IReadOnlyList<string> paths,
        ImportMapping mapping,
        ImportOptions options,
        IRejectedRows? rejected = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count);
        options.Validate();
        if (mapping.Products?.Columns is not { } columns)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Mapping '{mapping.Name}' has no products.columns: leave out --products, or add them.");
        }

        _options = options;
        Report = new ImportReport(options.BadRowsPerReason, rejected);
        _files = new FileSeries<ProductRow>(
            paths,
            mapping.LayoutOf(mapping.Products),
            (_, rows) => new ProductRow(columns, mapping, options, rows));
    }

    /// <summary>What became of the rows read so far.</summary>
    public ImportReport Report { get; }

    /// <summary>Share of the files that was read, 0 to 1.</summary>
    public double Fraction => _files.Fraction;

    /// <summary>The products, in the order of the files.</summary>
    public IEnumerable<Product> Read()
    {
        do
        {
            while (!(Report.Read >= _options.MaxRows) && _files.Rows.Read())
            {
                Report.CountRead();
                if (_files.Row.Read(out var product) is { } refusal)
                    Report.Refuse(_files.Place, refusal);
                else
                    yield return product!;
            }
        }
        while (_files.Next());
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();
}
