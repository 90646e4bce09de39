using System.Globalization;
using System.Net;
using System.Text;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Quality;

public sealed class QualityApiTests
{
    [Fact]
    public async Task Report_FromNoneToMade_IsServedAsJsonAndAsAPage()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var client = gateway.Client;

        (await client.GetAsync("/v1/quality")).AssertRefused(404, "not_found");
        (await client.GetAsync("/v1/quality.html")).AssertRefused(404, "not_found");
        (await client.PostAsync("/v1/quality", "")).AssertRefused(400, "invalid");

        for (var batch = 0; batch < 4; batch++)
            (await client.PostAsync("/v1/events", Events(batch))).AssertOk(HttpStatusCode.Accepted);
        var made = await client.PostAsync("/v1/quality", "");

        made.AssertOk();
        Assert.Contains(
            made["columns"].EnumerateArray(), column => column.GetProperty("name").GetString() == "hour_of_day");
        Assert.Equal(2_000, made["to_position"].GetInt64());
        Assert.Equal(made.String("headline"), (await client.GetAsync("/v1/quality")).String("headline"));
        var page = await client.GetAsync("/v1/quality.html");
        Assert.StartsWith("<!doctype html>", page.Text, StringComparison.Ordinal);
        Assert.Contains(made.String("headline")!, page.Text, StringComparison.Ordinal);
        Assert.Equal(
            Ayni.Silo.Security.SecurityHeaders.WithoutScript,
            page.Response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains(
            "ayni_quality_severity", (await client.GetAsync("/metrics")).Text, StringComparison.Ordinal);
        (await client.GetAsync("/health/ready")).AssertOk();
    }

    /// <summary>500 views, evenly over the ten days of a batch.</summary>
    internal static string Events(int batch)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(batch * 10);
        var rows = Enumerable.Range(0, 500).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"user_id": "u{{row % 150}}", "product_id": "p{{row % 30}}", "interaction_type": "view",
             "timestamp_interaction": "{{start.AddMinutes(row * 28.8):O}}"}
            """));
        return new StringBuilder().Append('[').AppendJoin(',', rows).Append(']').ToString();
    }
}
