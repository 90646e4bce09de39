using System.Net;
using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Exports;

/// <summary>Everybody's lists over HTTP.</summary>
public sealed class ExportApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Get_Ndjson_IsEveryShoppersOwnAnswer()
    {
        var export = await Client.GetAsync("/v1/exports/recommendations?n=3");

        export.AssertOk();
        Assert.Equal("application/x-ndjson", export.MediaType);
        Assert.Equal([shop.FirstModel], export.Response.Headers.GetValues("Ayni-Model"));
        Assert.NotEmpty(export.Response.Headers.GetValues("Ayni-Position").Single());
        var lines = export.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Contains("tea-drinker-3", lines.Select(UserOf));
        foreach (var line in lines.Where(line => UserOf(line).EndsWith("-3", StringComparison.Ordinal)))
        {
            var own = await Client.GetAsync($"/v1/users/{UserOf(line)}/recommendations?n=3");
            Assert.Equal(
                own["items"].EnumerateArray().Select(ItemOf),
                line.GetProperty("items").EnumerateArray().Select(ItemOf));
        }
    }

    [Fact]
    public async Task Get_Csv_HasTheSameProducts()
    {
        var lines = await Client.GetAsync("/v1/exports/recommendations?n=2&scenario=popular");
        var csv = await Client.GetAsync("/v1/exports/recommendations?n=2&scenario=popular&format=csv");

        csv.AssertOk();
        Assert.Equal("text/csv", csv.MediaType);
        var expected = lines.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .SelectMany(line => line.GetProperty("items").EnumerateArray().Select((item, place) =>
                $"{UserOf(line)},{place + 1},{item.GetProperty("product_id").GetString()},"
                + item.GetProperty("score").GetRawText()));
        Assert.Equal(
            ["user_id,rank,product_id,score", .. expected],
            csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("n=0", "n")]
    [InlineData("n=501", "n")]
    [InlineData("format=xml", "format")]
    [InlineData("filter=true", "filter")]
    public async Task Get_WrongQuery_IsRefusedByField(string query, string field) =>
        (await Client.GetAsync($"/v1/exports/recommendations?{query}")).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Get_ScenarioThatRotates_IsRefusedBeforeAnythingIsSent()
    {
        var answer = await Client.GetAsync("/v1/exports/recommendations?scenario=email");

        answer.AssertRefused(400, "invalid");
        Assert.Contains("rotation", answer.String("detail"), StringComparison.Ordinal);
        (await Client.GetAsync("/v1/exports/recommendations?scenario=none")).AssertRefused(404, "not_found");
    }

    [Fact]
    public async Task Get_ClientHangsUp_LeavesRoomForTheNext()
    {
        using (var request = new HttpRequestMessage(HttpMethod.Get, "/v1/exports/recommendations"))
        {
            using var response = await Client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        (await Client.GetAsync("/v1/exports/recommendations?n=1")).AssertOk();
    }

    private static string UserOf(JsonElement line) => line.GetProperty("user_id").GetString()!;

    private static (string?, double) ItemOf(JsonElement item) =>
        (item.GetProperty("product_id").GetString(), item.GetProperty("score").GetDouble());
}
