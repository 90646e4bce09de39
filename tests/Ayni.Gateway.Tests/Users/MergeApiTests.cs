using System.Text.Json.Nodes;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Users;

/// <summary>Guests who sign in, over HTTP.</summary>
public sealed class MergeApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Post_Guest_GivesTheirEventsToTheShopper()
    {
        await BuyAsync("guest/1", "tea-1", "tea-2");
        await BuyAsync("signed-in", "tea-3");

        var answer = await Client.PostAsync("/v1/users/signed-in:merge", """{"from": "guest/1"}""");
        var again = await Client.PostAsync("/v1/users/signed-in:merge", """{"from": "guest/1"}""");

        answer.AssertOk();
        Assert.Equal("signed-in", answer.String("user_id"));
        Assert.Equal("guest/1", answer.String("from"));
        Assert.Equal((2, 0, 2), CountsOf(answer));
        Assert.Equal((0, 0, 0), CountsOf(again));
        Assert.Equal(3, (await Client.GetAsync("/v1/users/signed-in"))["interaction_count"].GetInt32());
        Assert.Equal(0, (await Client.GetAsync("/v1/users/guest%2F1"))["interaction_count"].GetInt32());
        var next = await Client.GetAsync("/v1/users/signed-in/recommendations?n=10");
        Assert.DoesNotContain(
            "tea-1", next["items"].EnumerateArray().Select(item => item.GetProperty("product_id").GetString()));
    }

    [Theory]
    [InlineData("{}", "from")]
    [InlineData("""{"from": ""}""", "from")]
    [InlineData("""{"from": "someone"}""", "from")]
    [InlineData("""{"from": "guest", "form": "guest"}""", "form")]
    public async Task Post_WrongField_IsRefused(string body, string field) =>
        (await Client.PostAsync("/v1/users/someone:merge", body)).AssertRefused(400, "invalid", field);

    private async Task BuyAsync(string userId, params string[] productIds)
    {
        var events = new JsonArray([.. productIds.Select(productId => new JsonObject
        {
            ["user_id"] = userId,
            ["product_id"] = productId,
            ["interaction_type"] = "purchase",
        })]);
        (await Client.PostAsync("/v1/events?wait=applied", events.ToJsonString()))
            .AssertOk(System.Net.HttpStatusCode.Accepted);
    }

    private static (int, int, long) CountsOf(Answer answer) => (
        answer["merged"].GetInt32(),
        answer["already_merged"].GetInt32(),
        answer["erased_interactions"].GetInt64());
}
