using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Silo.Security;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Security;

/// <summary>HTTPS by the server's own settings.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Https_ByKestrelsSettings_ServesEitherVersion(string version)
    {
        await using var gateway = await StartAsync();
        using var client = ClientOf(gateway, _authority.Certificate);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Version.Parse(version), answer.Version);
    }

    [Fact]
    public async Task Https_AuthorityUnknownToTheClient_IsRefusedByIt()
    {
        using var other = new TestAuthority("Another authority");
        await using var gateway = await StartAsync();
        using var client = ClientOf(gateway, other.Certificate);

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/health/live"));

        Assert.Equal(HttpRequestError.SecureConnectionError, refusal.HttpRequestError);
    }

    [Theory]
    [InlineData("shop.example", SecurityHeaders.StrictTransport)]
    [InlineData("localhost", null)]
    [InlineData("127.0.0.1:5443", null)]
    public async Task StrictTransport_UnderHttps_IsAskedOfOtherMachinesAlone(string host, string? expected)
    {
        await using var gateway = await StartAsync(host.Split(':')[0]);
        using var client = ClientOf(gateway, _authority.Certificate);
        foreach (var path in new[] { "/health/live", "/v1/nothing", "/" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;

            using var answer = await client.SendAsync(request);

            Assert.Equal(
                expected,
                answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private Task<RunningGateway> StartAsync(string name = "localhost")
    {
        var (certificate, key) = _authority.WriteIssued(_folder.Path, name, IPAddress.Loopback);
        return RunningGateway.StartAsync(
            null, "--Kestrel:Endpoints:Https:Url=https://127.0.0.1:0",
            $"--Kestrel:Endpoints:Https:Certificate:Path={certificate}",
            $"--Kestrel:Endpoints:Https:Certificate:KeyPath={key}");
    }

    private static HttpClient ClientOf(RunningGateway gateway, X509Certificate2 trusted) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { trusted },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    })
    {
        BaseAddress = new Uri(gateway.App.Urls.Single()),
    };
}
