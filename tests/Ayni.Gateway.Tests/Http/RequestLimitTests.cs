using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Http;

/// <summary>The limit on all requests, and that on answers; a body that does not arrive holds a place.</summary>
public sealed class RequestLimitTests
{
    private const string Body = """{"user_id": "ana"}""";
    private const string Path = "/v1/recommendations";

    [Fact]
    public async Task Requests_AtTheirLimit_AreRefusedButForWhoWatches()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:Limits:Requests=1");
        using var first = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
        await first.BeginAsync("POST", Path, Body.Length);

        var second = await gateway.Client.GetAsync("/v1/status");
        var metrics = await gateway.Client.GetAsync("/metrics");

        second.AssertRefused(429, "overloaded");
        Assert.NotNull(second.Response.Headers.RetryAfter);
        (await gateway.Client.GetAsync("/health/live")).AssertOk();
        metrics.AssertOk();
        Assert.Contains("ayni_limit_refused_total{", metrics.Text, StringComparison.Ordinal);
        await first.WriteAsync(Body);
        Assert.Contains("200 OK", await first.ReadToEndAsync(), StringComparison.Ordinal);
        (await gateway.Client.GetAsync("/v1/status")).AssertOk();
    }

    [Fact]
    public async Task Answers_AtTheirLimit_AreRefusedAndEventsAreTaken()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:Limits:Answers=1", "--Ayni:Limits:AnswersWaiting=0");
        using var first = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
        await first.BeginAsync("POST", Path, Body.Length);

        var second = await gateway.Client.GetAsync("/v1/users/ana/recommendations");
        var compatible = await gateway.Client.PostAsync("/reco", """{"user_id_hash": "ana"}""");

        second.AssertRefused(429, "overloaded");
        compatible.AssertRefused(429, "overloaded");
        (await gateway.Client.PostAsync(
            "/v1/events", """{"user_id": "ana", "product_id": "p", "interaction_type": "view"}"""))
            .AssertOk(HttpStatusCode.Accepted);
        await first.WriteAsync(Body);
        Assert.Contains("200 OK", await first.ReadToEndAsync(), StringComparison.Ordinal);
        (await gateway.Client.GetAsync("/v1/users/ana/recommendations")).AssertOk();
    }
}
