using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Recommendations;

/// <summary>What products cost those who look from a store view or as a customer group.</summary>
public sealed class ViewPriceApiTests
{
    private const string Rice =
        """
        {"product_name": "Arroz", "product_category": "Abarrotes", "product_price": 10, "list_price": 10, "stock": 5,
         "prices": [{"store": "Cusco", "product_price": 12},
                    {"group": "Mayorista", "product_price": 7, "list_price": 10},
                    {"store": "cusco", "group": "mayorista", "product_price": 8.5, "list_price": 10}]}
        """;

    private const string Oil =
        """{"product_name": "Aceite", "product_category": "Abarrotes", "product_price": 9, "stock": 5}""";

    [Fact]
    public async Task Answers_FromAView_AreGivenJudgedAndOrderedByItsPrices()
    {
        using var folder = new TemporaryFolder();
        await using (var gateway = await RunningGateway.StartAsync(folder.Path))
        {
            await FillAsync(gateway.Client);
            await AssertPricesAsync(gateway.Client);

            // What a grain holds before the index does.
            (await gateway.Client.PatchAsync("/v1/products/rice", """{"prices": []}""")).AssertOk();
            Assert.Equal(10, await PriceAsync(gateway.Client, "group=mayorista"));
            (await gateway.Client.PutAsync("/v1/products/rice", Rice)).AssertOk();
        }

        await using var again = await RunningGateway.StartAsync(folder.Path);
        await AssertPricesAsync(again.Client);
    }

    [Fact]
    public async Task Export_FromAView_IsWhatEverybodyWouldBeGivenThere()
    {
        await using var gateway = await RunningGateway.StartAsync();
        await FillAsync(gateway.Client);
        (await gateway.Client.PutAsync(
            "/v1/scenarios/cheap",
            """{"sources": [{"name": "popular"}], "filter": "product.price < 9", "exclude_seen": []}""")).AssertOk();

        Assert.Equal([""], await ExportedAsync("scenario=cheap"));
        Assert.Equal(["rice"], await ExportedAsync("scenario=cheap&group=mayorista"));
        Assert.Equal(["rice"], await ExportedAsync("scenario=cheap&group=MAYORISTA&store=cusco"));

        async Task<IEnumerable<string>> ExportedAsync(string query)
        {
            var answer = await gateway.Client.GetAsync($"/v1/exports/recommendations?{query}");
            answer.AssertOk();
            return answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Select(line => string.Join(' ', line.GetProperty("items").EnumerateArray().Select(IdOf)))
                .Distinct();
        }
    }

    private static async Task FillAsync(GatewayClient client)
    {
        (await client.PutAsync("/v1/products/rice", Rice)).AssertOk();
        (await client.PostAsync("/v1/products:bulk", $"[{{\"product_id\": \"oil\", {Oil[1..]}]")).AssertOk();
        (await client.PutAsync(
            "/v1/scenarios/earning",
            """{"sources": [{"name": "popular"}], "objective": "revenue", "exclude_seen": []}""")).AssertOk();
        var events = Enumerable.Range(0, 5).SelectMany(user => new[] { "rice", "oil" }.Select(
            product => $$"""{"user_id": "u{{user}}", "product_id": "{{product}}", "interaction_type": "view"}"""));
        (await client.PostAsync("/v1/events?wait=applied", $"[{string.Join(',', events)}]"))
            .AssertOk(System.Net.HttpStatusCode.Accepted);
    }

    private static async Task AssertPricesAsync(GatewayClient client)
    {
        Assert.Equal(10, await PriceAsync(client, ""));
        Assert.Equal(10, await PriceAsync(client, "store=lima&group=nadie"));
        Assert.Equal(12, await PriceAsync(client, "store=CUSCO"));
        Assert.Equal(7, await PriceAsync(client, "group=mayorista"));
        Assert.Equal(7, await PriceAsync(client, "group=MAYORISTA&store=lima"));
        Assert.Equal(8.5m, await PriceAsync(client, "group=mayorista&store=cusco"));

        Assert.Equal(["oil"], await GivenAsync(client, "max_price=9"));
        Assert.Equal(["oil", "rice"], await GivenAsync(client, "max_price=9&group=mayorista"));
        Assert.Equal(["rice"], await GivenAsync(client, "min_price=11&store=cusco"));
        Assert.Equal(
            ["rice"], await GivenAsync(client, "group=mayorista&filter=product.discount%20%3E%200.25"));
        Assert.Empty(
            await GivenAsync(client, "group=mayorista&store=cusco&filter=product.discount%20%3E%200.25"));
        const string Cheaper = "product_id=rice&filter=product.price%20%3C%20context.price";
        Assert.Equal(["oil"], await GivenAsync(client, $"store=cusco&{Cheaper}"));
        Assert.Empty(await GivenAsync(client, $"group=mayorista&{Cheaper}"));

        // A group that is misspelt would be given everybody's prices without a word.
        var misspelt = await client.GetAsync("/v1/recommendations?scenario=popular&n=2&group=mayoritsa&store=cusco");
        Assert.Contains("Did you mean Mayorista?", misspelt["warnings"].GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, misspelt["warnings"].GetArrayLength());

        Assert.Empty(await GivenAsync(client, "", "deals"));
        Assert.Equal(["rice"], await GivenAsync(client, "group=mayorista", "deals"));

        // By revenue, the price makes the difference.
        Assert.Equal(["rice", "oil"], await ListAsync(client, "", "earning"));
        Assert.Equal(["oil", "rice"], await ListAsync(client, "group=mayorista", "earning"));

        var rails = await client.PostAsync(
            "/v1/recommendations",
            """
            {"store": "cusco", "rails": [{"scenario": "popular", "among": ["rice"]},
                                         {"scenario": "popular", "among": ["oil"], "group": "mayorista"}]}
            """);
        rails.AssertOk();
        Assert.Equal(12, rails["rails.0.items.0.product_price"].GetDecimal());
    }

    private static async Task<decimal> PriceAsync(GatewayClient client, string query)
    {
        var answer = await client.GetAsync($"/v1/recommendations?scenario=popular&n=2&{query}");
        answer.AssertOk();
        var rice = answer["items"].EnumerateArray().Single(item => IdOf(item) == "rice");
        var price = rice.GetProperty("product_price").GetDecimal();
        var isListed = rice.TryGetProperty("list_price", out var list) && list.ValueKind == JsonValueKind.Number;
        Assert.Equal(price != 12, isListed);
        return price;
    }

    private static async Task<string[]> GivenAsync(GatewayClient client, string query, string scenario = "popular") =>
        [.. (await ListAsync(client, query, scenario)).Order(StringComparer.Ordinal)];

    private static async Task<string[]> ListAsync(GatewayClient client, string query, string scenario = "popular")
    {
        var answer = await client.GetAsync($"/v1/recommendations?scenario={scenario}&n=2&{query}");
        answer.AssertOk();

        // A fallback gives what no deal is.
        return
        [
            .. answer["items"].EnumerateArray()
                .Where(item => (item.GetProperty("source").GetString() == "deals") == (scenario == "deals"))
                .Select(IdOf),
        ];
    }

    private static string IdOf(JsonElement item) => item.GetProperty("product_id").GetString()!;
}
