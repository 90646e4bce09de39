using System.Net;
using System.Net.Http.Headers;
using Ayni.Testing;
using Microsoft.AspNetCore.Builder;

namespace Ayni.Silo.Tests.Security;

/// <summary>The web port of a silo alone: metrics, the dashboard, and who may read them.</summary>
public sealed class WebPortTests
{
    private const string Key = "0123456789abcdef-key";
    private const string Metrics = "/metrics";

    [Fact]
    public async Task Metrics_WithoutAKeyConfigured_AreServed()
    {
        using var folder = new TemporaryFolder();
        await using var silo = await StartAsync(folder);
        using var client = ClientOf(silo);

        Assert.Contains("ayni_model_active", await client.GetStringAsync(Metrics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_WithAKeyConfigured_NeedIt()
    {
        using var folder = new TemporaryFolder();
        await using var silo = await StartAsync(folder, $"--Ayni:ApiKey={Key}", "--Ayni:Dashboard=true");
        using var client = ClientOf(silo);

        foreach (var path in new[] { Metrics, "/dashboard", "/nothing" })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(client, path));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(client, Metrics));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(client, "/dashboard/"));
    }

    [Fact]
    public async Task Paths_TypedIntoABrowser_OpenTheDashboardAlone()
    {
        using var folder = new TemporaryFolder();
        await using var silo = await StartAsync(folder, $"--Ayni:ApiKey={Key}", "--Ayni:Dashboard=true");
        using var client = ClientOf(silo);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"operator:{Key}")));

        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(client, "/dashboard/"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(client, Metrics));
    }

    [Fact]
    public async Task AnonymousMetrics_WithAKeyConfigured_OpenNothingElse()
    {
        using var folder = new TemporaryFolder();
        await using var silo = await StartAsync(
            folder, $"--Ayni:ApiKey={Key}", "--Ayni:Dashboard=true", "--Ayni:Telemetry:AnonymousMetrics=true");
        using var client = ClientOf(silo);

        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(client, Metrics));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(client, "/dashboard"));
    }

    [Fact]
    public async Task Paths_WithAKeyOfAnotherScope_AreForbidden()
    {
        using var folder = new TemporaryFolder();
        await using var silo = await StartAsync(
            folder, "--Ayni:Keys:a:Secret=0123456789abcdef0123456789abcdef", "--Ayni:Keys:a:Scopes=train",
            "--Ayni:Keys:b:Secret=fedcba9876543210fedcba9876543210", "--Ayni:Keys:b:Scopes=monitor");
        using var client = ClientOf(silo);

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", "0123456789abcdef0123456789abcdef");
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOfAsync(client, Metrics));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", "fedcba9876543210fedcba9876543210");
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(client, Metrics));
    }

    [Fact]
    public async Task Paths_BeyondThisMachineWithoutACredential_AreClosed()
    {
        using var folder = new TemporaryFolder();
        await using var silo = await StartAsync(folder, "--urls=http://0.0.0.0:0");
        using var client = new HttpClient
        {
            BaseAddress = new UriBuilder(silo.Urls.First()) { Host = IPAddress.Loopback.ToString() }.Uri,
        };

        using var answer = await client.GetAsync(Metrics);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("keys add", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(TemporaryFolder folder, params string[] settings)
    {
        var silo = (WebApplication)SiloProgram.Build(
        [
            "--urls", "http://127.0.0.1:0", $"--Ayni:DataDirectory={folder.Path}",
            "--Logging:LogLevel:Default=Critical", .. settings,
        ]);
        await silo.StartAsync();
        return silo;
    }

    private static HttpClient ClientOf(WebApplication silo) => new() { BaseAddress = new Uri(silo.Urls.First()) };

    private static async Task<HttpStatusCode> StatusOfAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }
}
