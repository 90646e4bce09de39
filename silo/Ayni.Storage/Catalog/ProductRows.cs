using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ayni.Domain.Catalog;

namespace Ayni.Storage.Catalog;

/// <summary>
/// The columns of a product, in the one order that every statement uses. Sets are JSON, and null where they are empty.
/// </summary>
internal static class ProductRows
{
    public const string Columns =
        "product_id, name, description, category, brand, price, list_price, currency, stock, is_active, "
        + "parent_id, tags, stores, customer_groups, attributes, added_at_ms, view_prices";

    /// <summary>The column that a write without a value leaves as it was.</summary>
    public const string AddedAt = "added_at_ms";

    /// <summary>Number of columns; the next one is the first after them.</summary>
    public const int Count = 17;

    private static readonly JsonSerializerOptions Json = new()
    {
        // Read by programs alone, and half as long for a shop that writes with accents.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Assignments of an upsert: every column but the id takes what was to be inserted.</summary>
    public static string Assignments { get; } = string.Join(
        ", ", Columns.Split(", ").Skip(1).Append("position").Select(column => $"{column} = excluded.{column}"));

    public static Product Read(DbDataReader reader) => new()
    {
        ProductId = reader.GetString(0),
        Name = reader.GetString(1),
        Description = Text(reader, 2),
        Category = Text(reader, 3),
        Brand = Text(reader, 4),
        Price = reader.IsDBNull(5) ? null : reader.GetDecimal(5),
        ListPrice = reader.IsDBNull(6) ? null : reader.GetDecimal(6),
        Currency = Text(reader, 7),
        Stock = reader.IsDBNull(8) ? null : reader.GetInt32(8),
        IsActive = reader.GetBoolean(9),
        ParentId = Text(reader, 10),
        Tags = Texts(reader, 11),
        Stores = Texts(reader, 12),
        Groups = Texts(reader, 13),
        Attributes = reader.IsDBNull(14)
            ? AttributeSet.Empty
            : JsonSerializer.Deserialize<AttributeSet>(reader.GetString(14), Json)!,
        AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(15)),
        Prices = reader.IsDBNull(16)
            ? ViewPrices.Empty
            : JsonSerializer.Deserialize<ViewPrices>(reader.GetString(16), Json)!,
    };

    public static string? JsonOf(TextSet texts) => texts.Count == 0 ? null : JsonSerializer.Serialize(texts, Json);

    public static string? JsonOf(AttributeSet attributes) =>
        attributes.Count == 0 ? null : JsonSerializer.Serialize(attributes, Json);

    public static string? JsonOf(ViewPrices prices) =>
        prices.Count == 0 ? null : JsonSerializer.Serialize(prices, Json);

    public static long? AddedAtMs(Product product) => product.AddedAt?.ToUnixTimeMilliseconds();

    private static string? Text(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static TextSet Texts(DbDataReader reader, int column) => reader.IsDBNull(column)
        ? TextSet.Empty
        : JsonSerializer.Deserialize<TextSet>(reader.GetString(column), Json)!;
}
