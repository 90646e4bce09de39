using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>Who may read the metrics.</summary>
public sealed class MetricsEndpointTests
{
    private const string Key = "0123456789abcdef-key";
    private const string Path = "/metrics";

    [Fact]
    public async Task Get_WithoutAKeyConfigured_IsPrometheusText()
    {
        await using var gateway = await RunningGateway.StartAsync();

        var answer = await gateway.Client.GetAsync(Path);

        answer.AssertOk();
        Assert.Equal("text/plain", answer.MediaType);
        Assert.Contains("# TYPE ayni_follower_staleness_seconds gauge", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithAKeyConfigured_NeedsIt()
    {
        await using var gateway = await RunningGateway.StartAsync(null, $"--Ayni:ApiKey={Key}");

        (await gateway.Client.GetAsync(Path)).AssertRefused(401, "unauthorized");
        var admitted = await gateway.Client.SendAsync(
            HttpMethod.Get, Path, null, headers: [("Authorization", $"Bearer {Key}")]);
        admitted.AssertOk();
        Assert.Contains("ayni_model_active", admitted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnonymousMetrics_NeedsNoKeyAndOpensNothingElse()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, $"--Ayni:ApiKey={Key}", "--Ayni:Telemetry:AnonymousMetrics=true");

        (await gateway.Client.GetAsync(Path)).AssertOk();
        (await gateway.Client.GetAsync("/v1/status")).AssertRefused(401, "unauthorized");
    }

    [Fact]
    public async Task Get_PrometheusOff_IsUnknown()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:Telemetry:Prometheus=false");

        Assert.Equal(HttpStatusCode.NotFound, (await gateway.Client.GetAsync(Path)).Status);
    }
}
