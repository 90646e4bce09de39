using System.Globalization;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using CsvHelper;

namespace Ayni.Data.Generation;

/// <summary>
/// A shop as CSV files: users.csv, products.csv, events.csv, orders.csv (a line an article bought) and searches.csv.
/// The mapping "ayni" imports events.csv and products.csv.
/// </summary>
public sealed class ShopCsv : IDisposable
{
    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { NewLine = "\n" };

    private readonly string _directory;
    private readonly CsvWriter _events;
    private readonly CsvWriter _orders;
    private readonly CsvWriter _searches;
    private readonly Dictionary<string, Product> _products;

    /// <summary>Writes users.csv and products.csv into the directory, and opens the others.</summary>
    public ShopCsv(GeneratedShop shop, string directory)
    {
        ArgumentNullException.ThrowIfNull(shop);
        _directory = directory;
        Directory.CreateDirectory(directory);
        _products = shop.Catalog.ToDictionary(product => product.ProductId, StringComparer.Ordinal);
        WriteUsers(shop);
        WriteProducts(shop);
        _events = Open(
            "events.csv", "event_id", "user_id", "product_id", "interaction_type", "interaction_score",
            "timestamp_interaction", "interaction_duration", "query", "order_id");
        _orders = Open(
            "orders.csv", "order_id", "user_id", "timestamp_interaction", "product_id", "quantity", "unit_price",
            "currency");
        _searches = Open("searches.csv", "event_id", "user_id", "timestamp_interaction", "query", "product_id");
    }

    /// <summary>Writes one interaction to events.csv and, by its type, to orders.csv or searches.csv.</summary>
    public void Write(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        _events.WriteRecord(
        [
            interaction.EventId, interaction.UserId, interaction.ProductId ?? "",
            interaction.Type.ToString().ToLowerInvariant(), Text(interaction.Score), Text(interaction.Timestamp),
            Text(interaction.Duration?.TotalSeconds), interaction.Query ?? "", interaction.OrderId ?? "",
        ]);
        if (interaction is { Type: InteractionType.Purchase, ProductId: { } productId })
        {
            var product = _products[productId];
            _orders.WriteRecord(
            [
                interaction.OrderId ?? "", interaction.UserId, Text(interaction.Timestamp), productId,
                Text(interaction.Score), Text(product.Price), product.Currency ?? "",
            ]);
        }
        else if (interaction.Type == InteractionType.Search)
        {
            _searches.WriteRecord(
            [
                interaction.EventId, interaction.UserId, Text(interaction.Timestamp), interaction.Query ?? "",
                interaction.ProductId ?? "",
            ]);
        }
    }

    /// <summary>Finishes the files.</summary>
    public void Dispose()
    {
        _events.Dispose();
        _orders.Dispose();
        _searches.Dispose();
    }

    private void WriteUsers(GeneratedShop shop)
    {
        using var file = Open("users.csv", "user_id", "name", "email", "city", "country", "language", "segment");
        foreach (var user in shop.Users)
        {
            file.WriteRecord(
            [
                user.UserId, user.Name, user.Email, user.City, user.Profile.Country ?? "",
                user.Profile.Language ?? "", user.Profile.Segment ?? "",
            ]);
        }
    }

    private void WriteProducts(GeneratedShop shop)
    {
        using var file = Open(
            "products.csv", "product_id", "product_name", "product_name_en", "product_description",
            "product_description_en", "product_category", "product_category_en", "brand", "product_price",
            "list_price", "currency", "stock", "parent_id", "tags", "added_at", "attributes.variant",
            "attributes.warranty_months");
        foreach (var generated in shop.Products)
        {
            var product = generated.Product;
            file.WriteRecord(
            [
                product.ProductId, product.Name, generated.EnglishName, product.Description ?? "",
                generated.EnglishDescription, product.Category ?? "", generated.EnglishCategory, product.Brand ?? "",
                Text(product.Price), Text(product.ListPrice), product.Currency ?? "", Text(product.Stock),
                product.ParentId ?? "", string.Join('|', product.Tags), Text(product.AddedAt!.Value),
                product.Attributes["variant"]!.Text!, Text(product.Attributes["warranty_months"]!.Number),
            ]);
        }
    }

    private CsvWriter Open(string name, params string[] header)
    {
        var writer = CsvWriter.ToFile(Path.Combine(_directory, name), Format);
        writer.WriteRecord(header);
        return writer;
    }

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
