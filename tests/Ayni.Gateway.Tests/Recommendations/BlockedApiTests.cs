using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Recommendations;

/// <summary>What the shop gives to nobody.</summary>
public sealed class BlockedApiTests
{
    private const string Blocked = """{"products": ["wine"], "categories": ["tabaco"]}""";

    private static readonly string[] Questions =
    [
        "/v1/recommendations?scenario=popular&n=10", "/v1/recommendations?scenario=newest&n=10",
        "/v1/users/u1/recommendations?n=10&exclude_seen=false", "/v1/recommendations?scenario=pinning&n=10",
        "/v1/products/bread/similar?n=10",
    ];

    [Fact]
    public async Task Put_ProductsAndCategories_AreInNoAnswerUntilTheyAreFreeAgain()
    {
        using var folder = new TemporaryFolder();
        await using (var gateway = await RunningGateway.StartAsync(folder.Path))
        {
            var client = gateway.Client;
            await WineShop.FillAsync(client);
            Assert.Contains("wine", await WineShop.GivenAsync(client, Questions));
            Assert.Contains("cigars", await WineShop.GivenAsync(client, Questions));

            (await client.PutAsync("/v1/blocked", Blocked)).AssertOk();

            Assert.Equal(["bread", "cheese"], (await WineShop.GivenAsync(client, Questions)).Order());
            var popular = await client.GetAsync(Questions[0]);
            Assert.Contains("\"blocked\"", popular["shortfall"].GetRawText(), StringComparison.Ordinal);
            var ranked = await client.PostAsync(
                "/v1/recommendations", """{"scenario": "popular", "among": ["wine", "cheese"], "n": 2}""");
            Assert.Equal("cheese", ranked.String("items.0.product_id"));
            Assert.Equal(1, ranked["items"].GetArrayLength());
        }

        await using var again = await RunningGateway.StartAsync(folder.Path);
        Assert.Equal("tabaco", (await again.Client.GetAsync("/v1/blocked")).String("categories.0"));
        Assert.Equal(["bread", "cheese"], (await WineShop.GivenAsync(again.Client, Questions)).Order());

        (await again.Client.PutAsync("/v1/blocked", "{}")).AssertOk();

        Assert.Contains("wine", await WineShop.GivenAsync(again.Client, Questions));
    }

    [Theory]
    [InlineData("""{"products": [""]}""", "products")]
    [InlineData("""{"products": "wine"}""", "products")]
    [InlineData("""{"categories": [5]}""", "categories")]
    [InlineData("""{"product": ["wine"]}""", "product")]
    public async Task Put_SomethingWrong_IsRefusedByName(string body, string field)
    {
        await using var gateway = await RunningGateway.StartAsync();

        (await gateway.Client.PutAsync("/v1/blocked", body)).AssertRefused(400, "invalid", field);

        Assert.Equal(0, (await gateway.Client.GetAsync("/v1/blocked"))["products"].GetArrayLength());
    }
}
