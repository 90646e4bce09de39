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
            await WineShop.FillAsync(gateway.Client);
            Assert.Contains("wine", await WineShop.GivenAsync(gateway.Client, Questions));
            Assert.Contains("cigars", await WineShop.GivenAsync(gateway.Client, Questions));

            await SendAsync(gateway.Client, "hide", "wine");
            await SendAsync(gateway.Client, "dislike", "cigars");
            await SendAsync(gateway.Client, "view", "wine");

            await AssertHiddenAsync(gateway.Client);
        }

        await using var again = await RunningGateway.StartAsync(folder.Path);
        await AssertHiddenAsync(again.Client);

        await SendAsync(again.Client, "wishlist", "wine");

        Assert.Contains("wine", await WineShop.GivenAsync(again.Client, Questions));
        Assert.DoesNotContain("cigars", await WineShop.GivenAsync(again.Client, Questions));
    }

    [Fact]
    public async Task Return_Purchase_TakesItFromCountersAndBuyAgain()
    {
        await using var gateway = await RunningGateway.StartAsync();
        await WineShop.FillAsync(gateway.Client);
        var before = await gateway.Client.GetAsync("/v1/products/bread");

        await SendAsync(gateway.Client, "return", "bread");

        var after = await gateway.Client.GetAsync("/v1/products/bread");
        Assert.Equal(
            before["recent_purchases"].GetDouble() - 1, after["recent_purchases"].GetDouble(), 1e-3);
    }

    private static async Task AssertHiddenAsync(GatewayClient client)
    {
        var given = await WineShop.GivenAsync(client, Questions);
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

    private static async Task SendAsync(GatewayClient client, string type, string product) =>
        (await client.PostAsync(
            "/v1/events?wait=applied",
            $$"""{"user_id": "u1", "product_id": "{{product}}", "interaction_type": "{{type}}"}"""))
            .AssertOk(HttpStatusCode.Accepted);
}
