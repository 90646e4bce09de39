using Ayni.Data.Import.Rejected;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>
/// Brings files into the log and the catalogue. Importing again changes nothing in the log: event ids are made from
/// the rows, and the log holds one interaction an id.
/// </summary>
/// <param name="log">Where interactions go.</param>
/// <param name="catalog">Where products go.</param>
/// <param name="rejected">Takes every row that is refused; null: nobody does.</param>
public sealed class DataImporter(IInteractionLog log, ICatalogStore catalog, IRejectedRows? rejected = null)
{
    /// <summary>Products of one commit.</summary>
    public const int ProductBatch = 2_000;

    /// <summary>Imports a file of interactions and, if given, one of products.</summary>
    /// <exception cref="AyniException">
    /// <c>not_found</c> or <c>invalid</c>: file, mapping, column or currency.
    /// </exception>
    public Task<ImportResult> ImportAsync(
        string path,
        string? productsPath,
        ImportMapping mapping,
        ImportOptions options,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
        => ImportAsync(
            new ImportFiles([path], productsPath is null ? [] : [productsPath]),
            mapping,
            options,
            progress,
            cancellationToken);

    /// <summary>Imports files of interactions, of products, or of both.</summary>
    /// <exception cref="AyniException">
    /// <c>not_found</c> or <c>invalid</c>: file, mapping, column or currency.
    /// </exception>
    public async Task<ImportResult> ImportAsync(
        ImportFiles files,
        ImportMapping mapping,
        ImportOptions options,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        mapping.RequireCurrency(options, files.Products.Count > 0);
        using var file = files.Interactions.Count == 0
            ? null
            : new InteractionFile(files.Interactions, mapping, options, rejected);
        using var products = files.Products.Count == 0
            ? null
            : new ProductFile(files.Products, mapping, options, rejected);
        var appended = file is null
            ? new BulkAppendResult(0, 0, await log.GetHeadAsync(cancellationToken))
            : await log.AppendBulkAsync(
                file.Read().ToAsyncEnumerable(),
                new Forward(rows => progress?.Report(new ImportProgress(
                    ImportStep.Interactions, file.Fraction, rows))),
                cancellationToken);
        var merged = Merge(products?.Read() ?? [], file?.Products ?? []);
        for (var first = 0; first < merged.Count; first += ProductBatch)
        {
            var batch = merged.Slice(first, Math.Min(ProductBatch, merged.Count - first));
            await catalog.UpsertAsync(batch, cancellationToken);
            var done = first + batch.Count;
            progress?.Report(new ImportProgress(ImportStep.Products, (double)done / merged.Count, done));
        }

        return new ImportResult(
            file?.Report ?? new ImportReport(options.BadRowsPerReason), appended, products?.Report, merged.Count);
    }

    /// <summary>The file of products comes first; what it leaves out (prices, products) comes from the hints.</summary>
    private static List<Product> Merge(IEnumerable<Product> file, IReadOnlyList<Product> hints)
    {
        var left = hints.ToDictionary(product => product.ProductId, StringComparer.Ordinal);
        var merged = new List<Product>(left.Count);
        foreach (var product in file)
        {
            merged.Add(left.Remove(product.ProductId, out var hint) && product.Price is null
                ? product with { Price = hint.Price, Currency = product.Currency ?? hint.Currency }
                : product);
        }

        merged.AddRange(left.Values.OrderBy(product => product.ProductId, StringComparer.Ordinal));
        return merged;
    }

    /// <summary>Calls at once, on the thread that reports, so that the order is kept.</summary>
    private sealed class Forward(Action<long> action) : IProgress<long>
    {
        public void Report(long value) => action(value);
    }
}
