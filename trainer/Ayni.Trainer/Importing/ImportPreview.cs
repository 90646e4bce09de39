using System.Globalization;
using Ayni.Data.Import;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>The first rows of files as an import would take them.</summary>
/// <param name="Interactions">Rows of interactions read; null without such files.</param>
/// <param name="FirstInteractions">The first that would be kept.</param>
/// <param name="Products">Rows of products read; null without such files.</param>
/// <param name="FirstProducts">The first that would be kept.</param>
internal sealed record ImportPreview(
    RowCounts? Interactions,
    IReadOnlyList<Interaction> FirstInteractions,
    RowCounts? Products,
    IReadOnlyList<Product> FirstProducts)
{
    /// <summary>Rows read of each kind.</summary>
    public const int MaxRows = 1_000;

    private const int Shown = 5;

    public static ImportPreview Of(ImportFiles files, ImportMapping mapping, ImportOptions options)
    {
        options = options with { MaxRows = MaxRows, Cancellations = CancellationHandling.Refuse };
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

    public void Print(TrainerConsole console)
    {
        Interactions?.Print(console, "First interactions");
        if (FirstInteractions.Count > 0)
        {
            var table = TableOutput.Create("User", "Product", "Type", "Score", "Time (UTC)", "Order");
            foreach (var one in FirstInteractions)
            {
                table.Add(
                    one.UserId, one.ProductId, one.Type.ToString().ToLowerInvariant(),
                    one.Score?.ToString(CultureInfo.InvariantCulture),
                    one.Timestamp.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), one.OrderId);
            }

            TableOutput.Write(console, table);
        }

        Products?.Print(console, "First products");
        if (FirstProducts.Count == 0)
            return;
        var products = TableOutput.Create("Product", "Name", "Category", "Brand", "Price", "Stock");
        foreach (var one in FirstProducts)
        {
            products.Add(
                one.ProductId, one.Name, one.Category, one.Brand,
                one.Price is { } price ? string.Create(CultureInfo.InvariantCulture, $"{price} {one.Currency}") : null,
                one.Stock?.ToString(CultureInfo.InvariantCulture));
        }

        TableOutput.Write(console, products);
    }
}
