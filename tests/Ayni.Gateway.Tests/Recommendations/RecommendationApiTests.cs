using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Recommendations;

public sealed class RecommendationApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Get_KnownShopper_FirstIsTheOneTheirLikeBought()
    {
        var answer = await Client.GetAsync("/v1/users/tea-drinker-3/recommendations?n=5");

        answer.AssertOk();
        Assert.Equal("collaborative", answer.String("source"));
        Assert.NotEmpty(answer.String("recommendation_id")!);
        Assert.Equal("tea-3", answer.String("items.0.product_id"));
        Assert.Equal("tea number 3", answer.String("items.0.product_name"));
        Assert.Equal("Té Andino", answer.String("items.0.brand"));
        Assert.Equal("Drinks > Tea", answer.String("items.0.product_category"));
        Assert.Equal(13m, answer["items.0.product_price"].GetDecimal());
        Assert.Equal(5, answer["items"].GetArrayLength());
    }

    [Fact]
    public async Task Get_AfterAnEvent_ChangesWithoutTraining()
    {
        await BuyAsync("changing", "tea-1");
        var before = await Client.GetAsync("/v1/users/changing/recommendations?n=1");

        await BuyAsync("changing", "coffee-1", "coffee-2", "coffee-3", "coffee-4");
        var after = await Client.GetAsync("/v1/users/changing/recommendations?n=1");

        Assert.StartsWith("tea-", before.String("items.0.product_id"), StringComparison.Ordinal);
        Assert.StartsWith("coffee-", after.String("items.0.product_id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Twice_IsTheSame()
    {
        var first = await Client.GetAsync("/v1/users/coffee-drinker-4/recommendations?n=20");
        var second = await Client.GetAsync("/v1/users/coffee-drinker-4/recommendations?n=20");

        Assert.Equal(first["items"].GetRawText(), second["items"].GetRawText());
    }

    [Fact]
    public async Task Get_Unknown_IsAnsweredByPopularity()
    {
        var answer = await Client.GetAsync("/v1/users/stranger/recommendations?n=3");

        answer.AssertOk();
        Assert.Equal("popularity", answer.String("source"));
        Assert.Equal(3, answer["items"].GetArrayLength());
    }

    [Fact]
    public async Task Get_Filters_HoldForEveryItem()
    {
        var answer = await Client.GetAsync(
            "/v1/users/tea-drinker-1/recommendations?n=20&exclude_seen=false&category=Drinks%20%3E%20Coffee"
            + "&min_price=12&max_price=14");

        answer.AssertOk();
        Assert.Equal(
            ["coffee-2", "coffee-3", "coffee-4"],
            answer["items"].EnumerateArray().Select(i => i.GetProperty("product_id").GetString()!).Order());
        Assert.NotEmpty(answer.String("shortfall_reason")!);
    }

    [Fact]
    public async Task Get_SeenExcluded_UnlessAsked()
    {
        var without = await Client.GetAsync("/v1/users/tea-drinker-2/recommendations?n=20");
        var with = await Client.GetAsync("/v1/users/tea-drinker-2/recommendations?n=20&exclude_seen=false");

        Assert.DoesNotContain("\"tea-1\"", without.Text, StringComparison.Ordinal);
        Assert.Contains("\"tea-1\"", with.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Explain_NamesPastProducts()
    {
        var answer = await Client.GetAsync("/v1/users/tea-drinker-5/recommendations?n=1&explain=true");
        var plain = await Client.GetAsync("/v1/users/tea-drinker-5/recommendations?n=1");

        Assert.StartsWith("tea-", answer.String("items.0.because.0.product_id"), StringComparison.Ordinal);
        Assert.DoesNotContain("because", plain.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SoldOut_IsNotRecommended()
    {
        (await Client.PatchAsync("/v1/products/tea-9", """{"stock": 0}""")).AssertOk();

        var answer = await Client.GetAsync("/v1/users/tea-drinker-9/recommendations?n=20");

        Assert.DoesNotContain("\"tea-9\"", answer.Text, StringComparison.Ordinal);
        (await Client.PatchAsync("/v1/products/tea-9", """{"stock": null}""")).AssertOk();
    }

    [Fact]
    public async Task Get_NoConsent_IsAnsweredByPopularity()
    {
        await BuyAsync("private", "tea-1", "tea-2");
        await Client.PutAsync("/v1/users/private/profile", """{"consents_to_personalization": false}""");

        Assert.Equal("popularity", (await Client.GetAsync("/v1/users/private/recommendations")).String("source"));
    }

    [Theory]
    [InlineData("n=0", "n")]
    [InlineData("n=501", "n")]
    [InlineData("n=many", "n")]
    [InlineData("exclude_seen=maybe", "exclude_seen")]
    [InlineData("explain=1", "explain")]
    [InlineData("min_price=-1", "min_price")]
    [InlineData("max_price=cheap", "max_price")]
    [InlineData("min_price=5&max_price=4", "min_price")]
    [InlineData("category=", "category")]
    public async Task Get_BadParameter_IsNamed(string query, string field) =>
        (await Client.GetAsync($"/v1/users/any/recommendations?{query}")).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Similar_Product_AreOfItsTaste()
    {
        var answer = await Client.GetAsync("/v1/products/coffee-2/similar?n=4");

        answer.AssertOk();
        Assert.Equal("coffee-2", answer.String("product_id"));
        Assert.Equal(4, answer["items"].GetArrayLength());
        Assert.All(
            answer["items"].EnumerateArray(),
            item => Assert.StartsWith("coffee-", item.GetProperty("product_id").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reco_KnownShopper_IsTheTopFiveInTheSmallForm()
    {
        var answer = await Client.PostAsync("/reco", """{"user_id_hash": "tea-drinker-3"}""");

        answer.AssertOk();
        Assert.Equal(5, answer.Json.GetArrayLength());
        Assert.Equal("tea-3", answer.String("0.item_id"));
        Assert.Equal("tea number 3", answer.String("0.item_name"));
        Assert.Equal("Té Andino", answer.String("0.brand"));
        Assert.True(answer["0.score"].GetDouble() >= answer["1.score"].GetDouble());
    }

    [Fact]
    public async Task Reco_NoUser_IsRefused() =>
        (await Client.PostAsync("/reco", """{"user_id": "x"}""")).AssertRefused(400, "invalid", "user_id_hash");

    private async Task BuyAsync(string userId, params string[] productIds)
    {
        var events = string.Join(',', productIds.Select(id =>
            $$"""{"user_id": "{{userId}}", "product_id": "{{id}}", "interaction_type": "purchase"}"""));
        (await Client.PostAsync("/v1/events?wait=applied", $"[{events}]")).AssertOk(HttpStatusCode.Accepted);
    }
}
