using System.Globalization;
using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Recommendations;

/// <summary>What is wanted, what is wanted more and more, what is new: over the days that a request names.</summary>
public sealed class WindowApiTests(WindowApiTests.Sales sales) : IClassFixture<WindowApiTests.Sales>
{
    private GatewayClient Client => sales.Client;

    [Theory]
    [InlineData("popular", 90, "old late new")]
    [InlineData("popular", 7, "late new")]
    [InlineData("popular", 3, "new")]
    [InlineData("popular", 7, "late", "category=tea")]
    [InlineData("trending", 90, "late new old")]
    [InlineData("trending", 7, "new late")]
    [InlineData("newest", 30, "new late")]
    [InlineData("newest", 3, "new")]
    [InlineData("newest", 90, "late old", "category=tea")]
    public async Task Get_WindowDays_LooksBackOverThem(string scenario, int days, string expected, string more = "n=3")
    {
        var answer = await Client.GetAsync($"/v1/recommendations?scenario={scenario}&window_days={days}&{more}");

        answer.AssertOk();
        var source = scenario == "popular" ? "popularity" : scenario;
        Assert.Equal(
            expected.Split(' '),
            answer["items"].EnumerateArray()
                .Take(expected.Split(' ').Length).Select(item => item.GetProperty("product_id").GetString()));
        Assert.All(
            answer["items"].EnumerateArray().Take(expected.Split(' ').Length),
            item => Assert.Equal(source, item.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Put_AScenarioWithAWindow_AnswersOverIt()
    {
        (await Client.PutAsync(
            "/v1/scenarios/this_week",
            """{"sources": [{"name": "popular", "weight": 1}], "window_days": 7}""")).AssertOk();

        var answer = await Client.GetAsync("/v1/recommendations?scenario=this_week&n=3");

        Assert.Equal("late", answer.String("items.0.product_id"));
        Assert.Equal(2, answer["items"].GetArrayLength());
        Assert.Equal(7, (await Client.GetAsync("/v1/scenarios/this_week"))["window_days"].GetInt32());
    }

    [Theory]
    [InlineData("popular", "0")]
    [InlineData("popular", "91")]
    [InlineData("popular", "1.5")]
    public async Task Get_WindowOutOfRange_IsRefused(string scenario, string days) =>
        (await Client.GetAsync($"/v1/recommendations?scenario={scenario}&window_days={days}"))
            .AssertRefused(400, "invalid", "window_days");

    [Fact]
    public async Task Get_WindowWhereNothingLooksBack_IsSaid()
    {
        var answer = await Client.GetAsync("/v1/users/u/recommendations?window_days=7");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("no source of this scenario looks back", answer.Text, StringComparison.Ordinal);
    }

    /// <summary>Three products, bought at three times.</summary>
    public sealed class Sales : IAsyncLifetime
    {
        private RunningGateway _gateway = null!;

        internal GatewayClient Client => _gateway.Client;

        public async Task InitializeAsync()
        {
            _gateway = await RunningGateway.StartAsync();
            (await Client.PostAsync("/v1/products:bulk", $$"""
                [
                  {"product_id": "old", "product_name": "O", "product_category": "Tea", "added_at": "{{DaysAgo(60)}}"},
                  {"product_id": "late", "product_name": "L", "product_category": "Tea", "added_at": "{{DaysAgo(20)}}"},
                  {"product_id": "new", "product_name": "N", "product_category": "Mugs", "added_at": "{{DaysAgo(2)}}"}
                ]
                """)).AssertOk();
            await BuyAsync("old", 5, 40);
            await BuyAsync("late", 4, 5);
            await BuyAsync("new", 3, 1);
        }

        public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

        private static string DaysAgo(int days) =>
            TimeProvider.System.GetUtcNow().AddDays(-days).ToString("O", CultureInfo.InvariantCulture);

        private async Task BuyAsync(string productId, int times, int daysAgo)
        {
            var events = Enumerable.Range(0, times).Select(shopper => $$"""
                {"user_id": "u{{shopper}}", "product_id": "{{productId}}", "interaction_type": "purchase",
                 "timestamp_interaction": "{{DaysAgo(daysAgo)}}"}
                """);
            (await Client.PostAsync("/v1/events?wait=applied", $"[{string.Join(',', events)}]"))
                .AssertOk(HttpStatusCode.Accepted);
        }
    }
}
