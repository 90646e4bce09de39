using System.Net;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Events;

/// <summary>What a shopper does not want to be shown.</summary>
public sealed class HiddenProductTests
{
    private static readonly string[] Questions =
    [
        "/v1/users/u1/recommendations?n=10&exclude_seen=false", "/v1/users/u1/recommendations?n=10&scenario=popular",
        "/v1/users/u1/recommendations?n=10&scenario=newest", "/v1/users/u1/recommendations?n=10&scenario=pinning",
        "/v1/users/u1/recommendations?n=10&scenario=recently_viewed",
        "/v1/users/u1/recommendations?n=10&scenario=buy_again",
    ];

    [Fact]
    public async Task Hide_Product_IsInNoAnswerOfTheShopperUntilTheyWantItAgain()
    {
        using var folder = new TemporaryFolder();
        await using (var gateway = await RunningGateway.StartAsync(folder.Path))
        {
            await FillAsync(gateway.Client);
            Assert.Contains("wine", await GivenAsync(gateway.Client));
            Assert.Contains("cigars", await GivenAsync(gateway.Client));

            await SendAsync(gateway.Client, "hide", "wine");
            await SendAsync(gateway.Client, "dislike", "cigars");
            await SendAsync(gateway.Client, "view", "wine");

            await AssertHiddenAsync(gateway.Client);
        }

        await using var again = await RunningGateway.StartAsync(folder.Path);
        await AssertHiddenAsync(again.Client);

        await SendAsync(again.Client, "wishlist", "wine");

        Assert.Contains("wine", await GivenAsync(again.Client));
        Assert.DoesNotContain("cigars", await GivenAsync(again.Client));
    }

    [Fact]
    public async Task Return_Purchase_TakesItFromCountersAndBuyAgain()
    {
        await using var gateway = await RunningGateway.StartAsync();
        await FillAsync(gateway.Client);
        var before = await gateway.Client.GetAsync("/v1/products/bread");

        await SendAsync(gateway.Client, "return", "bread");

        var after = await gateway.Client.GetAsync("/v1/products/bread");
        Assert.Equal(
            before["recent_purchases"].GetDouble() - 1, after["recent_purchases"].GetDouble(), 1e-3);
    }

    private static async Task AssertHiddenAsync(GatewayClient client)
    {
        var given = await GivenAsync(client);
        Assert.DoesNotContain("wine", given);
        Assert.DoesNotContain("cigars", given);
        Assert.Contains("bread", given);
        var popular = await client.GetAsync(Questions[1]);
        Assert.Contains("\"hidden\"", popular["shortfall"].GetRawText(), StringComparison.Ordinal);
        Assert.Contains(
            "wine",
            (await client.GetAsync("/v1/users/u2/recommendations?n=10&scenario=popular")).Text,
            StringComparison.Ordinal);
        var lists = (await client.GetAsync("/v1/exports/recommendations?scenario=popular&n=10")).Text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(
            "wine", lists.Single(line => line.Contains("\"u1\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(
            "wine", lists.Single(line => line.Contains("\"u2\"", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static async Task FillAsync(GatewayClient client)
    {
        (await client.PostAsync("/v1/products:bulk", """
            [{"product_id": "wine", "product_name": "Vino tinto", "product_category": "Bebidas > Vinos"},
             {"product_id": "cigars", "product_name": "Puros", "product_category": "Tabaco > Puros"},
             {"product_id": "bread", "product_name": "Pan de vino", "product_category": "Pan"},
             {"product_id": "cheese", "product_name": "Queso de vino", "product_category": "Quesos"}]
            """)).AssertOk();
        (await client.PutAsync(
            "/v1/scenarios/pinning",
            """{"sources": [{"name": "newest"}], "pinned": [{"product_id": "wine", "position": 1}]}""")).AssertOk();
        var events = Enumerable.Range(0, 5).SelectMany(user => new[] { "wine", "cigars", "bread" }.Select(
            product => $$"""{"user_id": "u{{user}}", "product_id": "{{product}}", "interaction_type": "purchase"}"""));
        (await client.PostAsync("/v1/events?wait=applied", $"[{string.Join(',', events)}]"))
            .AssertOk(HttpStatusCode.Accepted);
    }

    private static async Task SendAsync(GatewayClient client, string type, string product) =>
        (await client.PostAsync(
            "/v1/events?wait=applied",
            $$"""{"user_id": "u1", "product_id": "{{product}}", "interaction_type": "{{type}}"}"""))
            .AssertOk(HttpStatusCode.Accepted);

    private static async Task<HashSet<string>> GivenAsync(GatewayClient client)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in Questions)
        {
            var answer = await client.GetAsync(question);
            answer.AssertOk();
            given.UnionWith(answer["items"].EnumerateArray().Select(
                item => item.GetProperty("product_id").GetString()!));
        }

        return given;
    }
}
