using Ayni.Data.Import.Files;
using Ayni.Data.Import.Rows;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>Reads products from one file or from several of one kind. Read it once.</summary>
public sealed class ProductFile : IDisposable
{
    private readonly IReadOnlyList<string> _paths;
    private readonly ImportMapping _mapping;
    private readonly ImportOptions _options;
    private InputFile _file;
    private RowSource _rows;
    private ProductRow _row;
    private int _done;

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
    public ProductFile(IReadOnlyList<string> paths, ImportMapping mapping, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count);
        options.Validate();
        if (mapping.Products?.Columns is null)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Mapping '{mapping.Name}' has no products.columns: leave out --products, or add them.");
        }

        (_paths, _mapping, _options) = (paths, mapping, options);
        Report = new ImportReport(options.BadRowsPerReason);
        foreach (var later in paths.Skip(1))
        {
            var (file, rows, _) = Open(later);
            rows.Dispose();
            file.Dispose();
        }

        (_file, _rows, _row) = Open(paths[0]);
    }

    /// <summary>What became of the rows read so far.</summary>
    public ImportReport Report { get; }

    /// <summary>Share of the files that was read, 0 to 1.</summary>
    public double Fraction => Math.Min(1, (_done + _file.Fraction) / _paths.Count);

    /// <summary>The products, in the order of the files.</summary>
    public IEnumerable<Product> Read()
    {
        while (true)
        {
            while (!(Report.Read >= _options.MaxRows) && _rows.Read())
            {
                Report.CountRead();
                if (_row.Read(out var product) is { } refusal)
                    Report.Refuse(new RowPlace(_paths.Count > 1 ? _file.Name : null, _rows.Line), refusal);
                else
                    yield return product!;
            }

            if (++_done == _paths.Count)
                yield break;
            Dispose();
            (_file, _rows, _row) = Open(_paths[_done]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _file.Dispose();
    }

    private (InputFile File, RowSource Rows, ProductRow Row) Open(string path)
    {
        var file = new InputFile(path);
        RowSource? rows = null;
        try
        {
            rows = RowSource.Open(file, _mapping.LayoutOf(_mapping.Products));
            return (file, rows, new ProductRow(_mapping.Products!.Columns!, _mapping, _options, rows));
        }
        catch
        {
            rows?.Dispose();
            file.Dispose();
            throw;
        }
    }
}
