using System.Globalization;
using Ayni.Data.Import;
using Ayni.Domain.Interactions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>The first rows as text.</summary>
internal static class ImportPreviewTable
{
    public static void Print(this ImportPreview preview, TrainerConsole console)
    {
        preview.Interactions?.Print(console, "First interactions");
        if (preview.FirstInteractions.Count > 0)
        {
            var hasReviews = preview.FirstInteractions.Any(one => one.ReviewText is not null);
            string[] columns = ["User", "Product", "Type", "Score", "Time (UTC)", "Order"];
            var table = TableOutput.Create(hasReviews ? [.. columns, "Review"] : columns);
            foreach (var one in preview.FirstInteractions)
            {
                string?[] cells =
                [
                    one.UserId, one.ProductId, InteractionTypeNames.Of(one),
                    one.Score?.ToString(CultureInfo.InvariantCulture),
                    one.Timestamp.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), one.OrderId,
                ];
                table.Add(hasReviews ? [.. cells, TableOutput.Short(one.ReviewText)] : cells);
            }

            TableOutput.Write(console, table);
        }

        preview.Products?.Print(console, "First products");
        if (preview.FirstProducts.Count == 0)
            return;
        var products = TableOutput.Create("Product", "Name", "Category", "Brand", "Price", "Stock");
        foreach (var one in preview.FirstProducts)
        {
            products.Add(
                one.ProductId, one.Name, one.Category, one.Brand,
                one.Price is { } price ? string.Create(CultureInfo.InvariantCulture, $"{price} {one.Currency}") : null,
                one.Stock?.ToString(CultureInfo.InvariantCulture));
        }

        TableOutput.Write(console, products);
    }
}
