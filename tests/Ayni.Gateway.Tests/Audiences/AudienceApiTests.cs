using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Audiences;

/// <summary>Whom to write to, over HTTP.</summary>
public sealed class AudienceApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Get_ShoppersOfAProduct_AreThoseOfItsTasteWhoLackIt()
    {
        var answer = await Client.GetAsync("/v1/products/tea-4/shoppers?n=3");

        answer.AssertOk();
        Assert.Equal(shop.FirstModel, answer.String("model_version"));
        Assert.Equal(
            ["tea-drinker-14", "tea-drinker-24", "tea-drinker-4"],
            answer["shoppers"].EnumerateArray().Select(UserOf).Order(StringComparer.Ordinal));
        Assert.All(
            answer["shoppers"].EnumerateArray(),
            member => Assert.Equal("tea-4", member.GetProperty("product_id").GetString()));
    }

    [Fact]
    public async Task Get_ShopperWhoRefuses_IsLeftOut()
    {
        await Client.PutAsync("/v1/users/coffee-drinker-5/profile", """{"consents_to_personalization": false}""");

        var answer = await Client.GetAsync("/v1/products/coffee-5/shoppers?n=2");

        Assert.Equal(
            ["coffee-drinker-15", "coffee-drinker-25"],
            answer["shoppers"].EnumerateArray().Select(UserOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Post_Filter_FindsTheTasteThatMeetsIt()
    {
        var answer = await Client.PostAsync(
            "/v1/audiences?format=ndjson", """{"filter": "product.category.under(\"Drinks > Coffee\")", "n": 10}""");

        answer.AssertOk();
        Assert.Equal("application/x-ndjson", answer.MediaType);
        var lines = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Length);
        Assert.All(lines, line => Assert.StartsWith(
            "coffee-drinker-", UserOf(JsonDocument.Parse(line).RootElement), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "product_ids")]
    [InlineData("""{"product_ids": ["tea-1"], "filter": "true"}""", "filter")]
    [InlineData("""{"product_ids": ["tea-1"], "n": 100001}""", "n")]
    [InlineData("""{"product_ids": ["tea-1"], "count": 5}""", "count")]
    public async Task Post_WrongField_IsRefused(string body, string field) =>
        (await Client.PostAsync("/v1/audiences", body)).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Get_UnknownProductOrQuery_IsRefused()
    {
        (await Client.GetAsync("/v1/products/nothing/shoppers")).AssertRefused(404, "not_found");
        (await Client.GetAsync("/v1/products/tea-1/shoppers?limit=3")).AssertRefused(400, "invalid", "limit");
        (await Client.GetAsync("/v1/products/tea-1/shoppers?n=0")).AssertRefused(400, "invalid", "n");
    }

    private static string UserOf(JsonElement member) => member.GetProperty("user_id").GetString()!;
}
