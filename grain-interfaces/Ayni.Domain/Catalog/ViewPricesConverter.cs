using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ayni.Domain.Catalog;

/// <summary>
/// Prices of views as they are stored: an array of <c>{"store", "group", "price", "list_price"}</c>, what is null left
/// out.
/// </summary>
internal sealed class ViewPricesConverter : JsonConverter<ViewPrices>
{
    public override ViewPrices Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize<Stored[]>(ref reader, options) ?? [];
        return ViewPrices.Of(stored.Select(price =>
            new ViewPrice(new ShopView(price.Store, price.Group), price.Price, price.ListPrice)));
    }

    public override void Write(Utf8JsonWriter writer, ViewPrices value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(
            writer,
            value.Select(price => new Stored(price.View.Store, price.View.Group, price.Price, price.ListPrice)),
            options);

    private sealed record Stored(
        [property: JsonPropertyName("store"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? Store,
        [property: JsonPropertyName("group"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? Group,
        [property: JsonPropertyName("price")] decimal Price,
        [property: JsonPropertyName("list_price"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        decimal? ListPrice);
}
