using System.Globalization;
using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Quality;

public sealed class DriftWatchTests
{
    private const string Schedule = "/v1/training/schedule";
    private const int Products = 30;

    private const string SmallModel =
        """{"rank": 4, "sweeps": 2, "blocks": 1, "judged_share": 0, "search": "none"}""";

    [Theory]
    [InlineData("true", true, "drift: popularity of the product (")]
    [InlineData("true", false, null)]
    [InlineData("false", true, null)]
    public async Task Report_OfDataThatShifted_TellsAScheduleThatAsks(string asks, bool shifts, string? reason)
    {
        await using var gateway = await RunningGateway.StartAsync();
        var client = gateway.Client;
        for (var batch = 0; batch < 3; batch++)
            (await client.PostAsync("/v1/events", Events(batch, shifts: false))).AssertOk(HttpStatusCode.Accepted);
        (await client.PostAsync("/v1/training", SmallModel)).AssertOk(HttpStatusCode.Accepted);
        await client.GetAsync("/v1/training/events");
        for (var batch = 3; batch < 5; batch++)
            (await client.PostAsync("/v1/events", Events(batch, shifts))).AssertOk(HttpStatusCode.Accepted);
        (await client.PutAsync(
            Schedule, $$"""{"cron": "@yearly", "min_interval": "6h", "retrain_on_drift": {{asks}}}""")).AssertOk();

        (await client.PostAsync("/v1/quality", "")).AssertOk();

        var schedule = await client.GetAsync(Schedule);
        if (reason is null)
            Assert.Equal("Null", schedule["waiting"].ValueKind.ToString());
        else
            Assert.StartsWith(reason, schedule.String("waiting.reason"), StringComparison.Ordinal);
    }

    /// <summary>800 views over ten days; a few products have most, others where demand shifts.</summary>
    private static string Events(int batch, bool shifts)
    {
        var random = new Random(batch);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(batch * 10);
        var rows = Enumerable.Range(0, 800).Select(row =>
        {
            var product = (int)(Products * random.NextDouble() * random.NextDouble());
            return string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"user_id": "u{{random.Next(200)}}", "product_id": "p{{(shifts ? Products - 1 - product : product)}}",
                 "interaction_type": "view", "timestamp_interaction": "{{start.AddMinutes(row * 18):O}}"}
                """);
        });
        return $"[{string.Join(',', rows)}]";
    }
}
