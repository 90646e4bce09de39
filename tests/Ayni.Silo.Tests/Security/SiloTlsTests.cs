using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Ayni.Silo.Security;
using Ayni.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Ayni.Silo.Tests.Security;

/// <summary>Silos over real sockets: who may join, and what a stranger reads.</summary>
public sealed class SiloTlsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new("Cluster authority");
    private readonly TestAuthority _other = new("Another authority");
    private readonly ConcurrentQueue<string> _log = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TwoSilos_WithCertificatesOfOneAuthority_FormACluster(bool isPfx)
    {
        var ports = Ports.Next();
        using var first = Make(ports, ports, Member(_authority, isPfx));
        using var second = Make(Ports.Next(), ports, Member(_authority, isPfx));
        await first.StartAsync();
        await second.StartAsync();
        try
        {
            var management = second.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
            await Eventually.HoldsAsync(
                async () => (await management.GetHosts(onlyActive: true)).Count == 2, "both silos active");
        }
        finally
        {
            await second.StopAsync();
            await first.StopAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Listener_StrangerWhoBelievesAnybody_IsRefusedByTheSilo(bool showsCertificate)
    {
        var ports = Ports.Next();
        using var silo = Make(ports, ports, Member(_authority, isPfx: false));
        using var certificate = _other.Issue("stranger");
        await silo.StartAsync();
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, ports.Silo);
            await using var tls = new SslStream(client.GetStream(), false, (_, shown, _, _) => shown is not null);

            // In TLS 1.3 the client's part of the handshake is over before its certificate is looked at.
            var refusal = await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                {
                    TargetHost = "silo",
                    ClientCertificates = showsCertificate ? [certificate] : [],
                }).WaitAsync(Patience);
                if (await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(Patience) == 0)
                    throw new IOException("The silo hung up.");
            });

            Assert.IsNotType<TimeoutException>(refusal);
            Assert.Equal(
                showsCertificate,
                _log.Any(line =>
                    line.Contains("shows CN=stranger, issued by CN=Another authority", StringComparison.Ordinal)));
        }
        finally
        {
            await silo.StopAsync();
        }
    }

    [Fact]
    public async Task Listener_AskedInTheClear_AnswersNothing()
    {
        var ports = Ports.Next();
        using var silo = Make(ports, ports, Member(_authority, isPfx: false));
        await silo.StartAsync();
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, ports.Silo);
            var stream = client.GetStream();
            await stream.WriteAsync("Orleans in the clear, some forty bytes long"u8.ToArray());
            client.Client.Shutdown(SocketShutdown.Send);

            var answer = new MemoryStream();
            try
            {
                await stream.CopyToAsync(answer).WaitAsync(Patience);
            }
            catch (IOException)
            {
                // A reset says as little.
            }

            // A TLS alert at most: content type 21.
            Assert.True(answer.Length == 0 || answer.ToArray()[0] == 21, Convert.ToHexString(answer.ToArray()));
        }
        finally
        {
            await silo.StopAsync();
        }
    }

    [Fact]
    public void Read_WithoutAnAuthority_NamesTheSetting() =>
        AssertRefused(
            new() { Certificate = Member(_authority, false)["Ayni:SiloTls:Certificate"] }, "Authority is not set");

    [Fact]
    public void Read_AuthorityAlone_NamesTheCertificate() =>
        AssertRefused(new() { Authority = _authority.Write(_folder.Path) }, "Certificate is not set");

    [Fact]
    public void Read_FileThatIsNotThere_NamesIt() => AssertRefused(
        new() { Certificate = "/nowhere/silo.pem", Authority = _authority.Write(_folder.Path) },
        "Certificate is '/nowhere/silo.pem': it cannot be read");

    [Fact]
    public void Read_WrongPassword_NamesTheFile() => AssertRefused(
        new()
        {
            Certificate = _authority.WriteIssuedPfx(_folder.Path, "silo", "right"),
            Password = "wrong",
            Authority = _authority.Write(_folder.Path),
        },
        "cannot be read");

    [Fact]
    public void Read_AuthorityFileWithoutACertificate_SaysSo()
    {
        var path = Path.Combine(_folder.Path, "empty.pem");
        File.WriteAllText(path, "nothing");

        AssertRefused(
            new() { Certificate = Member(_authority, false)["Ayni:SiloTls:Certificate"], Authority = path },
            "It holds no certificate");
    }

    [Fact]
    public void Read_CertificateOfAnotherAuthority_IsRefusedAtTheStart()
    {
        var (certificate, key) = _other.WriteIssued(_folder.Path, "silo");

        AssertRefused(
            new() { Certificate = certificate, Key = key, Authority = _authority.Write(_folder.Path) },
            "it is not good under");
    }

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    private static void AssertRefused(SiloTlsOptions options, string problem)
    {
        var error = Assert.Throws<ArgumentException>(() => SiloCertificates.Read(options));

        Assert.StartsWith("Ayni:SiloTls:", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("leave all of Ayni:SiloTls out", error.Message, StringComparison.Ordinal);
    }

    private Dictionary<string, string?> Member(TestAuthority issuer, bool isPfx)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Ayni:SiloTls:Authority"] = issuer.Write(_folder.Path),
        };
        if (isPfx)
        {
            settings["Ayni:SiloTls:Certificate"] = issuer.WriteIssuedPfx(_folder.Path, "silo", "a password");
            settings["Ayni:SiloTls:Password"] = "a password";
        }
        else
        {
            (settings["Ayni:SiloTls:Certificate"], settings["Ayni:SiloTls:Key"]) =
                issuer.WriteIssued(_folder.Path, "silo");
        }

        return settings;
    }

    private IHost Make(Ports own, Ports primary, Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.AddProvider(new QueueLog(_log));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(own.Silo, own.Gateway, new IPEndPoint(IPAddress.Loopback, primary.Silo));
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(1);
                membership.MaxJoinAttemptTime = TimeSpan.FromSeconds(5);
            });
            SiloTls.Configure(silo);
        });
        return builder.Build();
    }

    private sealed record Ports(int Silo, int Gateway)
    {
        public static Ports Next() => new(FreePorts.Next(), FreePorts.Next());
    }

    private sealed class QueueLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
