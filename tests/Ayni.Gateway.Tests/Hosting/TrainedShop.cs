using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ayni.Gateway.Tests.Hosting;

/// <summary>
/// A gateway with a shop of two tastes: tea drinkers bought teas, coffee drinkers coffees, each all but one of theirs.
/// Trained once; shared by the tests of a class, which use shoppers of their own where they change something.
/// </summary>
public sealed class TrainedShop : IAsyncLifetime
{
    public const int ProductsPerTaste = 10;
    private const int ShoppersPerTaste = 30;
    private const string SmallModel = """{"rank": 8, "sweeps": 4, "blocks": 2, "judged_share": 0}""";

    private readonly string[] _settings;
    private RunningGateway? _gateway;

    public TrainedShop() => _settings = [];

    /// <summary>A shop of a test that needs its own settings.</summary>
    internal TrainedShop(params string[] settings) => _settings = settings;

    internal GatewayClient Client => _gateway!.Client;

    /// <summary>Version of the model trained first.</summary>
    internal string FirstModel { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _gateway = await RunningGateway.StartAsync(null, _settings);
        await FillAsync(Client);
        FirstModel = await TrainAsync();
    }

    public Task DisposeAsync() => _gateway?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    /// <summary>Trains a small model and waits for its end over server-sent events.</summary>
    internal Task<string> TrainAsync(string options = SmallModel) => TrainAsync(Client, options);

    /// <summary>Puts products and purchases into any gateway.</summary>
    internal static async Task FillAsync(GatewayClient client)
    {
        var products = new JsonArray([.. Tastes().Select(product => (JsonNode)Product(product.Taste, product.Number))]);
        (await client.PostAsync("/v1/products:bulk", products.ToJsonString())).AssertOk();
        var events = new JsonArray([.. Purchases()]);
        (await client.PostAsync("/v1/events", events.ToJsonString())).AssertOk(System.Net.HttpStatusCode.Accepted);
    }

    /// <summary>As the other, on any gateway.</summary>
    internal static async Task<string> TrainAsync(GatewayClient client, string options = SmallModel)
    {
        var started = await client.PostAsync("/v1/training", options);
        started.AssertOk(System.Net.HttpStatusCode.Accepted);
        var events = await client.GetAsync("/v1/training/events");
        var last = events.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1];
        var status = JsonDocument.Parse(last[(last.IndexOf("data: ", StringComparison.Ordinal) + 6)..]).RootElement;
        Assert.True(status.GetProperty("phase").GetString() == "completed", last);
        return status.GetProperty("run_id").GetString()!;
    }

    private static IEnumerable<(string Taste, int Number)> Tastes() =>
        from taste in new[] { "tea", "coffee" }
        from number in Enumerable.Range(0, ProductsPerTaste)
        select (taste, number);

    private static JsonObject Product(string taste, int number) => new()
    {
        ["product_id"] = $"{taste}-{number}",
        ["product_name"] = $"{taste} number {number}",
        ["product_category"] = taste == "tea" ? "Drinks > Tea" : "Drinks > Coffee",
        ["brand"] = taste == "tea" ? "Té Andino" : "Café Selva",
        ["product_price"] = 10 + number,
    };

    private static IEnumerable<JsonNode> Purchases() =>
        from taste in new[] { "tea", "coffee" }
        from shopper in Enumerable.Range(0, ShoppersPerTaste)
        from number in Enumerable.Range(0, ProductsPerTaste)
        where number != shopper % ProductsPerTaste
        select new JsonObject
        {
            ["event_id"] = $"{taste}-{shopper}-{number}",
            ["user_id"] = $"{taste}-drinker-{shopper}",
            ["product_id"] = $"{taste}-{number}",
            ["interaction_type"] = "purchase",
            ["timestamp_interaction"] = "2026-03-01T12:00:00Z",
        };
}
