using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Recommendations;

/// <summary>Lists with everything that a request can say.</summary>
public sealed class ListApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Get_NobodyInParticular_IsPopularWithinTheCategory()
    {
        var answer = await Client.GetAsync(
            "/v1/recommendations?scenario=popular&category=coffee&n=3&explain=true&language=en");

        answer.AssertOk();
        Assert.Equal("popular", answer.String("scenario"));
        Assert.Equal("", answer.String("user_id"));
        Assert.Equal(3, answer["items"].GetArrayLength());
        Assert.All(Ids(answer["items"]), id => Assert.StartsWith("coffee-", id, StringComparison.Ordinal));
        Assert.Equal("A best-seller in Coffee", answer.String("items.0.reason"));
    }

    [Fact]
    public async Task Get_BrandInAnyWriting_IsKept()
    {
        var answer = await Client.GetAsync("/v1/users/tea-drinker-3/recommendations?brand=te%20andino&n=3");

        answer.AssertOk();
        Assert.All(
            answer["items"].EnumerateArray(),
            item => Assert.Equal("Té Andino", item.GetProperty("brand").GetString()));
    }

    [Fact]
    public async Task Get_CategoryThatDoesNotExist_IsSaidWithTheNearest()
    {
        var answer = await Client.GetAsync("/v1/users/tea-drinker-3/recommendations?category=cofee");

        answer.AssertOk();
        Assert.Contains("Coffee", answer.String("warnings.0"), StringComparison.Ordinal);
        Assert.Equal(0, answer["items"].GetArrayLength());
        Assert.Equal("filter", answer.String("shortfall.rules.0.rule"));
    }

    [Fact]
    public async Task Get_FilterThatCannotBeRead_SaysWhereAndWhatThereIs()
    {
        var answer = await Client.GetAsync("/v1/users/any/recommendations?filter=product.prise%20%3C%203");

        answer.AssertRefused(400, "invalid");
        Assert.Contains("column 9", answer.String("detail"), StringComparison.Ordinal);
        Assert.Contains("price", answer.String("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Cursor_GoesOnWithoutRepeating()
    {
        var first = await Client.GetAsync("/v1/users/tea-drinker-4/recommendations?n=4");
        var cursor = first.String("next_cursor");

        var second = await Client.GetAsync($"/v1/users/tea-drinker-4/recommendations?n=4&cursor={cursor}");

        Assert.Empty(Ids(first["items"]).Intersect(Ids(second["items"])));
        (await Client.GetAsync("/v1/users/tea-drinker-4/recommendations?cursor=mine")).AssertRefused(400, "invalid");
    }

    [Fact]
    public async Task Trace_EveryCandidate_HasAPlaceOrARule()
    {
        var answer = await Client.GetAsync("/v1/users/tea-drinker-4/recommendations:trace?n=2");

        answer.AssertOk();
        var candidates = answer["trace"].EnumerateArray().ToArray();
        Assert.True(candidates.Length > 2);
        Assert.Contains(candidates, one => one.GetProperty("place").ToString() == "1");
        Assert.Contains(candidates, one => one.GetProperty("dropped_by").ToString() == "outranked");
    }

    [Fact]
    public async Task Post_Rails_GiveNoProductTwice()
    {
        var answer = await Client.PostAsync(
            "/v1/recommendations",
            """
            {"user_id": "tea-drinker-6", "n": 4, "explain": true,
             "rails": [{"scenario": "home"}, {"scenario": "popular"}, {"scenario": "newest", "n": 2}]}
            """);

        answer.AssertOk();
        var rails = answer["rails"].EnumerateArray().ToArray();
        Assert.Equal([4, 4, 2], rails.Select(rail => rail.GetProperty("items").GetArrayLength()));
        var ids = rails.SelectMany(rail => Ids(rail.GetProperty("items"))).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public async Task Post_CartAndRules_AreKept()
    {
        var answer = await Client.PostAsync(
            "/v1/recommendations",
            """
            {"scenario": "cart", "cart": ["coffee-1"], "n": 3, "max_per_category": 2,
             "excluded_products": ["coffee-2"],
             "boosters": [{"name": "dear", "expression": "product.price > 14 ? 2 : 1"}],
             "pinned": [{"product_id": "tea-5", "position": 1}]}
            """);

        answer.AssertOk();
        var ids = Ids(answer["items"]).ToArray();
        Assert.Equal("tea-5", ids[0]);
        Assert.Equal(3, ids.Length);
        Assert.DoesNotContain("coffee-1", ids);
        Assert.DoesNotContain("coffee-2", ids);
        Assert.True(ids.Count(id => id.StartsWith("coffee-", StringComparison.Ordinal)) <= 2);
    }

    [Fact]
    public async Task Post_Among_RanksTheGivenList()
    {
        var answer = await Client.PostAsync(
            "/v1/recommendations",
            """{"user_id": "coffee-drinker-2", "among": ["tea-8", "coffee-8", "tea-7"], "exclude_seen": false}""");

        answer.AssertOk();
        Assert.Equal(["coffee-8", "tea-7", "tea-8"], Ids(answer["items"]).Order());
        Assert.Equal("coffee-8", answer.String("items.0.product_id"));
    }

    [Theory]
    [InlineData("""{"scenaro": "home"}""", "scenaro")]
    [InlineData("""{"n": 0}""", "n")]
    [InlineData("""{"cart": "coffee-1"}""", "cart")]
    [InlineData("""{"sources": [{"name": "modell"}]}""", "sources[0].name")]
    [InlineData("""{"rails": []}""", "rails")]
    [InlineData("""{"rails": [{"scenario": "home", "nn": 3}]}""", "rails[0].nn")]
    [InlineData("""{"objective": "money"}""", "objective")]
    [InlineData("""{"diversity": 2}""", "diversity")]
    public async Task Post_WhatIsWrong_IsNamed(string body, string field) =>
        (await Client.PostAsync("/v1/recommendations", body)).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Get_UnknownScenario_IsNotFound()
    {
        var answer = await Client.GetAsync("/v1/recommendations?scenario=hom");

        answer.AssertRefused(404, "not_found");
        Assert.Contains("home", answer.String("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_AScenario_AnswersAtOnce_AndKeepsItsVersions()
    {
        var written = await Client.PutAsync(
            "/v1/scenarios/breakfast",
            """
            {"sources": [{"name": "popular"}], "n": 2, "filter": "product.category.under(\"coffee\")",
             "texts": {"es.popular_in_category": "Para el desayuno, de {category}"}}
            """);
        written.AssertOk();
        Assert.Equal(1, written["version"].GetInt32());

        var answer = await Client.GetAsync("/v1/recommendations?scenario=breakfast&explain=true");
        Assert.Equal(2, answer["items"].GetArrayLength());
        Assert.Equal("Para el desayuno, de Coffee", answer.String("items.0.reason"));

        var again = await Client.PutAsync("/v1/scenarios/breakfast", written.Text);
        Assert.Equal(1, again["version"].GetInt32());
        (await Client.PutAsync("/v1/scenarios/breakfast", """{"sources": [{"name": "newest"}]}""")).AssertOk();
        Assert.Equal(2, (await Client.GetAsync("/v1/scenarios/breakfast"))["version"].GetInt32());
        Assert.Equal(2, (await Client.GetAsync("/v1/scenarios/breakfast?version=1"))["n"].GetInt32());
        (await Client.DeleteAsync("/v1/scenarios/breakfast")).AssertOk(HttpStatusCode.NoContent);
        (await Client.GetAsync("/v1/scenarios/breakfast")).AssertRefused(404, "not_found");
    }

    [Theory]
    [InlineData("""{"sources": []}""", "sources")]
    [InlineData("""{}""", "sources")]
    [InlineData("""{"sources": [{"name": "popular", "weight": 0}]}""", "sources[0].weight")]
    [InlineData("""{"sources": [{"name": "popular"}], "fallback": ["newest"]}""", "fallback")]
    [InlineData("""{"sources": [{"name": "popular"}], "exclude_seen": [{"type": "buy"}]}""", "exclude_seen[0].type")]
    public async Task Put_ABadScenario_NamesWhatIsWrong(string body, string field) =>
        (await Client.PutAsync("/v1/scenarios/bad", body)).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Put_AnExpressionThatCannotBeRead_IsRefused()
    {
        var answer = await Client.PutAsync(
            "/v1/scenarios/bad", """{"sources": [{"name": "popular"}], "filter": "product.price >"}""");

        answer.AssertRefused(400, "invalid");
        Assert.Contains("Filter", answer.String("detail"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(System.Text.Json.JsonElement items) =>
        items.EnumerateArray().Select(item => item.GetProperty("product_id").GetString()!);
}
