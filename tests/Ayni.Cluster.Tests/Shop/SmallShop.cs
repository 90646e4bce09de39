using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ayni.Cluster.Tests.Shop;

/// <summary>
/// A shop in which each shopper has one of a few tastes and buys what its taste likes, so that a model is better than
/// popularity. Every number follows from the sizes: filled twice, it is the same.
/// </summary>
/// <param name="Users">Shoppers.</param>
/// <param name="Products">Products.</param>
/// <param name="Tastes">Tastes; shopper and product numbers give theirs.</param>
/// <param name="PerUser">Purchases of a shopper.</param>
internal sealed record SmallShop(int Users, int Products, int Tastes, int PerUser)
{
    /// <summary>Customer group that pays half.</summary>
    public const string Wholesale = "mayorista";

    private const int EventsPerRequest = 1_000;
    private const int Stride = 7;

    /// <summary>Filled in a second, trained in another.</summary>
    public static SmallShop Small { get; } = new(200, 40, 4, 6);

    /// <summary>Large enough that a sweep takes a while.</summary>
    public static SmallShop Larger { get; } = new(500, 200, 5, 16);

    public string UserId(int number) => $"shopper-{number}";

    public string ProductId(int number) => $"product-{number}";

    /// <summary>Loads catalogue and purchases over HTTP.</summary>
    public async Task FillAsync(HttpClient http)
    {
        var products = Enumerable.Range(0, Products).Select(number => (JsonNode)new JsonObject
        {
            ["product_id"] = ProductId(number),
            ["product_name"] = $"Product {number}",
            ["product_category"] = $"Taste {number % Tastes}",
            ["product_price"] = 10 + number,
            ["currency"] = "PEN",
            ["prices"] = new JsonArray(
                new JsonObject { ["group"] = Wholesale, ["product_price"] = (10 + number) / 2m },
                new JsonObject { ["store"] = "cusco", ["product_price"] = 8 + number, ["list_price"] = 10 + number }),
        });
        await SendAsync(http, "/v1/products:bulk", new JsonArray([.. products]));
        foreach (var batch in Purchases().Chunk(EventsPerRequest))
            await SendAsync(http, "/v1/events", new JsonArray([.. batch]));
    }

    private static async Task SendAsync(HttpClient http, string path, JsonNode body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {text}");
    }

    private IEnumerable<JsonNode> Purchases()
    {
        var perTaste = Products / Tastes;
        return
            from user in Enumerable.Range(0, Users)
            from step in Enumerable.Range(0, PerUser)
            let place = ((user / Tastes * Stride) + step) % perTaste
            select (JsonNode)new JsonObject
            {
                ["event_id"] = $"seed-{user}-{step}",
                ["user_id"] = UserId(user),
                ["product_id"] = ProductId((place * Tastes) + (user % Tastes)),
                ["interaction_type"] = "purchase",
                ["timestamp_interaction"] = "2026-03-01T12:00:00Z",
            };
    }
}
