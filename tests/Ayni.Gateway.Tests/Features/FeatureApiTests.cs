using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Features;

/// <summary>Features over HTTP, of a shop small enough to work them out by hand.</summary>
public sealed class FeatureApiTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Dictionary_ListsEveryFeatureWithItsFormula()
    {
        var answer = await Client.GetAsync("/v1/features");

        answer.AssertOk();
        Assert.Equal(16, answer.String("feature_set")!.Length);
        var features = answer["features"].EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
        var spend = features["total_spend_user"];
        Assert.Equal("user", spend.GetProperty("entity").GetString());
        Assert.Equal("money", spend.GetProperty("type").GetString());
        Assert.Equal("0", spend.GetProperty("default").GetString());
        Assert.True(spend.GetProperty("reads_catalogue").GetBoolean());
        Assert.Contains("quantity × price", spend.GetProperty("formula").GetString(), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, features["avg_price_user"].GetProperty("default").ValueKind);
    }

    [Fact]
    public async Task Page_NamesEveryFeatureAndIsAlone()
    {
        var page = await Client.GetAsync("/features");
        var dictionary = await Client.GetAsync("/v1/features");

        page.AssertOk();
        Assert.All(
            dictionary["features"].EnumerateArray(),
            feature => Assert.Contains(
                $"<code>{feature.GetProperty("name").GetString()}</code>", page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("http", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task User_BeforeAndAfterAPurchase_KnowsWhatCameBeforeTheInstant()
    {
        await Client.PutAsync(
            "/v1/products/ft-lamp",
            """{"product_name": "Lamp", "product_price": 40, "brand": "Inti", "product_category": "Home"}""");
        await SendAsync(
            """
            [{"user_id": "ft-ana", "product_id": "ft-lamp", "interaction_type": "view",
              "timestamp_interaction": "2026-03-01T10:00:00Z"},
             {"user_id": "ft-ana", "product_id": "ft-lamp", "interaction_type": "purchase", "interaction_score": 2,
              "timestamp_interaction": "2026-03-01T12:00:00Z"}]
            """);

        var before = await Client.GetAsync("/v1/features/users/ft-ana?as_of=2026-03-01T12:00:00Z");
        var after = await Client.GetAsync(
            "/v1/features/users/ft-ana?as_of=2026-03-02T00:00:00Z&product_ids=ft-lamp,ft-none");
        await Client.PatchAsync("/v1/products/ft-lamp", """{"product_price": 50}""");
        var dearer = await Client.GetAsync("/v1/features/users/ft-ana?as_of=2026-03-02T00:00:00Z");

        Assert.Equal(1, before["features.total_interactions_user"].GetInt32());
        Assert.Equal(0, before["features.total_purchases_user"].GetInt32());
        Assert.Equal("null", before["features.avg_purchase_value_user"].GetRawText());
        Assert.Equal(80m, after["features.total_spend_user"].GetDecimal());
        Assert.Equal(0.5, after["features.days_since_last_purchase_user"].GetDouble());
        Assert.Equal("Inti", after.String("features.preferred_brand_user"));
        Assert.Equal(1, after["moment.day_of_week_interaction"].GetInt32());
        Assert.Equal("ft-lamp", after.String("products.0.product_id"));
        Assert.Equal(1, after["products.0.features.purchases_user_product"].GetInt32());
        Assert.Equal(0, after["products.1.features.interactions_user_product"].GetInt32());
        Assert.Equal(100m, dearer["features.total_spend_user"].GetDecimal());
    }

    [Fact]
    public async Task User_NobodyKnows_HasZeroCountsAndMissingMeans()
    {
        var answer = await Client.GetAsync("/v1/features/users/ft-nobody");

        answer.AssertOk();
        Assert.Equal(0, answer["features.total_purchases_user"].GetInt32());
        Assert.Equal("null", answer["features.days_since_last_purchase_user"].GetRawText());
    }

    [Fact]
    public async Task User_Erased_IsKnownNoMore()
    {
        const string View = """{"user_id": "ft-gone", "product_id": "p", "interaction_type": "view"}""";
        await SendAsync(View);
        Assert.Equal(1, await InteractionsOfAsync("ft-gone"));

        (await Client.DeleteAsync("/v1/users/ft-gone")).AssertOk();

        Assert.Equal(0, await InteractionsOfAsync("ft-gone"));
        await SendAsync(View);
        Assert.Equal(1, await InteractionsOfAsync("ft-gone"));
    }

    [Fact]
    public async Task Product_Events_CountWithoutAnEntryToo()
    {
        await SendAsync(
            """
            [{"user_id": "ft-a", "product_id": "ft-bare", "interaction_type": "rating", "interaction_score": 4,
              "timestamp_interaction": "2026-03-01T10:00:00Z"},
             {"user_id": "ft-b", "product_id": "ft-bare", "interaction_type": "rating", "interaction_score": 5,
              "timestamp_interaction": "2026-03-02T10:00:00Z"}]
            """);

        var first = await Client.GetAsync("/v1/features/products/ft-bare?as_of=2026-03-02");
        var both = await Client.GetAsync("/v1/features/products/ft-bare");

        Assert.Equal(4, first["features.average_ratings_product"].GetDouble());
        Assert.Equal(4.5, both["features.average_ratings_product"].GetDouble());
        Assert.Equal("null", both["features.price_product"].GetRawText());
    }

    [Theory]
    [InlineData("users/u?as_of=yesterday", "as_of")]
    [InlineData("users/u?as_of=1/2/2026", "as_of")]
    [InlineData("users/u?as_of=", "as_of")]
    [InlineData("users/u?as_of=2026-02-30", "as_of")]
    [InlineData("products/p?as_of=10:00", "as_of")]
    [InlineData("users/u?product_ids=a,,b", "product_ids")]
    public async Task Query_Wrong_IsRefused(string path, string field) =>
        (await Client.GetAsync($"/v1/features/{path}")).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Query_TooManyProducts_IsRefused()
    {
        var ids = string.Join(',', Enumerable.Range(0, 101));

        (await Client.GetAsync($"/v1/features/users/u?product_ids={ids}")).AssertRefused(400, "invalid", "product_ids");
    }

    private async Task SendAsync(string events) =>
        (await Client.PostAsync("/v1/events?wait=applied", events)).AssertOk(HttpStatusCode.Accepted);

    private async Task<int> InteractionsOfAsync(string userId) =>
        (await Client.GetAsync($"/v1/features/users/{userId}"))["features.total_interactions_user"].GetInt32();
}
