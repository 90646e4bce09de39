using System.Net;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Gateway.Tests.Processes;
using Ayni.Silo.Security;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Security;

/// <summary>Beyond its own machine a gateway serves nothing without a credential, and says so.</summary>
public sealed class ReachTests
{
    private const string Everywhere = "--urls=http://0.0.0.0:0";

    [Fact]
    public async Task Beyond_WithoutACredential_IsClosedWithTheRemedy()
    {
        await using var gateway = await RunningGateway.StartAsync(null, Everywhere);
        using var client = Local(gateway);

        foreach (var path in new[] { "/v1/status", "/v1/keys", "/metrics", "/train", "/nothing" })
        {
            var answer = await client.GetAsync(path);
            answer.AssertRefused(401, "unauthorized");
            Assert.Contains("keys add", answer.String("detail"), StringComparison.Ordinal);
            Assert.Contains("Ayni:ApiKey", answer.String("detail"), StringComparison.Ordinal);
        }

        (await client.PostAsync("/v1/events", "{}", ("Authorization", "Bearer anything-at-all")))
            .AssertRefused(401, "unauthorized");
        (await client.GetAsync("/health/live")).AssertOk();
        (await client.GetAsync("/docs/index.html")).AssertOk();
    }

    [Fact]
    public async Task Beyond_WithACredential_IsServedToThoseWhoShowIt()
    {
        await using var gateway = await Keys.StartAsync(Everywhere);
        using var client = Local(gateway);

        (await client.AsAsync(Keys.Admin, "GET", "/v1/status")).AssertOk();
        (await client.GetAsync("/v1/status")).AssertRefused(401, "unauthorized");
    }

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("https://127.8.9.1:5443", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://unix:/run/ayni.sock", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://10.0.0.7:5080", false)]
    [InlineData("http://shop.example", false)]
    [InlineData("http://localhost.example", false)]
    public void Address_Loopback_IsToldFromOthers(string address, bool isLoopback) =>
        Assert.Equal(isLoopback, ServerReach.IsLoopback(address));

    [Fact]
    public async Task Start_SaysWhoIsLetIn()
    {
        using var folder = new TemporaryFolder();
        using (var open = await GatewayProcess.StartAsync(folder.Path))
            await TellsAsync(open, "No credential is configured: open to this machine");
        using (var closed = await GatewayProcess.StartAsync(folder.Path, Everywhere))
            await TellsAsync(closed, "Closed: other machines reach");
        using var keyed = await GatewayProcess.StartAsync(folder.Path, Everywhere, $"--Ayni:ApiKey={Keys.Admin}");
        await TellsAsync(keyed, "Callers need a credential: Ayni:ApiKey.");
        Assert.DoesNotContain(Keys.Admin, keyed.Output, StringComparison.Ordinal);
    }

    // The line after the one that says where it is served.
    private static Task TellsAsync(GatewayProcess gateway, string line) => Eventually.HoldsAsync(
        () => Task.FromResult(gateway.Output.Contains(line, StringComparison.Ordinal)), line);

    private static GatewayClient Local(RunningGateway gateway) =>
        new(new UriBuilder(gateway.App.Urls.First()) { Host = IPAddress.Loopback.ToString() }.Uri);
}
