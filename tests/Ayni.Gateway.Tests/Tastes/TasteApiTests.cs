using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Tastes;

/// <summary>What a shopper likes, over HTTP.</summary>
public sealed class TasteApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Get_CategoriesOfATeaDrinker_TeaIsFirst()
    {
        var answer = await Client.GetAsync("/v1/users/tea-drinker-2/categories");

        answer.AssertOk();
        Assert.Equal("Drinks > Tea", answer.String("items.0.name"));
        Assert.Equal(10, answer["items.0.products"].GetInt32());
        Assert.StartsWith("tea-", answer.String("items.0.product_id"), StringComparison.Ordinal);
        Assert.InRange(answer["items.0.share"].GetDouble(), 0.8, 1);
        Assert.Equal(shop.FirstModel, answer.String("model_version"));
    }

    [Fact]
    public async Task Get_CategoriesOfLevelOne_AreOne()
    {
        var answer = await Client.GetAsync("/v1/users/tea-drinker-2/categories?level=1");

        Assert.Equal(1, answer["items"].GetArrayLength());
        Assert.Equal("Drinks", answer.String("items.0.name"));
        Assert.Equal(1, answer["items.0.share"].GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Get_BrandsOfACoffeeDrinker_TheirsIsFirst()
    {
        var answer = await Client.GetAsync("/v1/users/coffee-drinker-2/brands?n=1");

        answer.AssertOk();
        Assert.Equal(1, answer["items"].GetArrayLength());
        Assert.Equal("Café Selva", answer.String("items.0.name"));
    }

    [Theory]
    [InlineData("categories?level=0", "level")]
    [InlineData("categories?n=501", "n")]
    [InlineData("brands?level=1", "level")]
    public async Task Get_WrongQuery_IsRefused(string path, string field) =>
        (await Client.GetAsync($"/v1/users/tea-drinker-2/{path}")).AssertRefused(400, "invalid", field);
}
