using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Recommendations;

/// <summary>What shoppers of one segment chose.</summary>
public sealed class SegmentApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private const int Members = 6;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Get_Segment_IsPopularAmongItsShoppers()
    {
        for (var member = 0; member < Members; member++)
            await PutSegmentAsync($"coffee-drinker-{member}");
        await PutSegmentAsync("just-arrived");

        var list = await GetCountedAsync("/v1/recommendations?scenario=popular&segment=Cafeteros&n=5&explain=true");
        var shopper = await Client.GetAsync("/v1/users/just-arrived/recommendations?n=5&explain=true&language=en");

        foreach (var answer in new[] { list, shopper })
        {
            Assert.All(
                answer["items"].EnumerateArray(),
                item => Assert.Equal("popular_in_segment", item.GetProperty("source").GetString()));
            Assert.StartsWith("coffee-", answer.String("items.0.product_id"), StringComparison.Ordinal);
        }

        Assert.Equal("Popular en Coffee entre clientes como tú", list.String("items.0.reason"));
        Assert.Equal("Popular in Coffee with shoppers like you", shopper.String("items.0.reason"));
    }

    [Fact]
    public async Task Post_SegmentNobodyIsOf_IsSaid()
    {
        var answer = await Client.PostAsync(
            "/v1/recommendations", """{"scenario": "popular", "segment": "nobody", "n": 3}""");

        answer.AssertOk();
        Assert.Equal(3, answer["items"].GetArrayLength());
        Assert.Contains("'nobody'", answer.String("warnings.0"), StringComparison.Ordinal);
    }

    private async Task PutSegmentAsync(string userId) =>
        (await Client.PutAsync($"/v1/users/{userId}/profile", """{"segment": "cafeteros"}""")).AssertOk();

    // Segments are counted behind the answers: the first one of all does not have them yet.
    private async Task<Answer> GetCountedAsync(string path)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var answer = await Client.GetAsync(path);
            answer.AssertOk();
            if (!answer.Text.Contains("warnings", StringComparison.Ordinal) || answer["warnings"].GetArrayLength() == 0)
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }
}
