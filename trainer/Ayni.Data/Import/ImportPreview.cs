using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>The first rows of files as an import would take them.</summary>
/// <param name="Interactions">Rows of interactions read; null without such files.</param>
/// <param name="FirstInteractions">The first that would be kept.</param>
/// <param name="Products">Rows of products read; null without such files.</param>
/// <param name="FirstProducts">The first that would be kept.</param>
public sealed record ImportPreview(
    RowCounts? Interactions,
    IReadOnlyList<Interaction> FirstInteractions,
    RowCounts? Products,
    IReadOnlyList<Product> FirstProducts)
{
    /// <summary>Rows read of each kind.</summary>
    public const int MaxRows = 1_000;

    private const int Shown = 5;

    /// <summary>Reads them.</summary>
    /// <exception cref="AyniException"><c>not_found</c> or <c>invalid</c>: file, mapping or column.</exception>
    public static ImportPreview Of(ImportFiles files, ImportMapping mapping, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        // To net takes the whole file.
        var handling = options.CancellationsOf(mapping) is var said && said == CancellationHandling.Net
            ? CancellationHandling.Refuse
            : said;
        options = options with { MaxRows = MaxRows, Cancellations = handling };
        var (interactions, firstInteractions) = (default(RowCounts), new List<Interaction>());
        if (files.Interactions.Count > 0)
        {
            using var file = new InteractionFile(files.Interactions, mapping, options);
            firstInteractions = [.. file.Read()];
            interactions = RowCounts.Of(file.Report);
        }

        var (products, firstProducts) = (default(RowCounts), new List<Product>());
        if (files.Products.Count > 0)
        {
            using var file = new ProductFile(files.Products, mapping, options);
            firstProducts = [.. file.Read()];
            products = RowCounts.Of(file.Report);
        }

        return new ImportPreview(
            interactions, [.. firstInteractions.Take(Shown)], products, [.. firstProducts.Take(Shown)]);
    }
}
