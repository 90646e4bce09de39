using System.Diagnostics;
using System.Net;
using Ayni.Domain.Errors;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Security;

/// <summary>Tokens of an issuer that the test runs: which are honoured, and what their roles allow.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private const string Models = "/v1/models";

    private TokenIssuer? _issuer;
    private RunningGateway? _gateway;

    private TokenIssuer Issuer => _issuer!;

    private GatewayClient Client => _gateway!.Client;

    public async Task InitializeAsync()
    {
        _issuer = await TokenIssuer.StartAsync();
        _gateway = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _gateway!.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    [Fact]
    public async Task Token_WithARole_HasItsScopes()
    {
        (await Client.AsAsync(Issuer.Token(), "GET", Models)).AssertOk();
        (await Client.AsAsync(Issuer.Token("operator analyst"), "GET", "/v1/keys")).AssertOk();

        var other = await Client.AsAsync(Issuer.Token(), "GET", "/v1/keys");
        other.AssertRefused(403, "forbidden");
        Assert.Contains("'token:ana' has train, monitor", other.String("detail"), StringComparison.Ordinal);
        (await Client.AsAsync(Issuer.Token("unknown"), "GET", Models)).AssertRefused(403, "forbidden");
        (await Client.AsAsync(null, "GET", Models)).AssertRefused(401, "unauthorized");
        (await Client.AsAsync("no-key-and-no-token", "GET", Models)).AssertRefused(401, "unauthorized");
    }

    [Fact]
    public async Task Token_NotAsItMustBe_IsRefused()
    {
        (await Client.AsAsync(Issuer.Token(), "GET", Models)).AssertOk();
        (string What, string Token)[] wrong =
        [
            ("expired", Issuer.Token(endsIn: TimeSpan.FromMinutes(-1))),
            ("for others", Issuer.Token(audience: "another")),
            ("of others", Issuer.Token(issuer: "http://127.0.0.1:1")),
            ("forged", Issuer.Forged()),
            ("unsigned", Issuer.Unsigned()),
            ("signed by the public key", Issuer.SignedByThePublicKey()),
            ("altered", Issuer.Altered()),
            ("cut off", Issuer.Token()[..^8]),
            ("no JSON", "eyJub3Q.eyJub3Q.eyJub3Q"),
        ];

        foreach (var (what, token) in wrong)
        {
            var answer = await Client.AsAsync(token, "GET", Models);

            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{what}: {answer.StatusNumber} {answer.Text}");
            answer.AssertRefused(401, "unauthorized");
            Assert.Equal("Bearer error=\"invalid_token\"", answer.Response.Headers.WwwAuthenticate.ToString());
            Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Issuer_ThatChangesItsKey_IsFollowedAndTheOldOneRefused()
    {
        var before = Issuer.Token();
        (await Client.AsAsync(before, "GET", Models)).AssertOk();

        Issuer.Roll("key-2");
        var after = Issuer.Token();
        var watch = Stopwatch.StartNew();
        while ((await Client.AsAsync(after, "GET", Models)).Status != HttpStatusCode.OK)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "The new key is not honoured.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        (await Client.AsAsync(before, "GET", Models)).AssertRefused(401, "unauthorized");
    }

    [Fact]
    public async Task Issuer_AskedByManyForgedTokens_IsNotAskedForEach()
    {
        await using var gateway = await StartAsync("--Ayni:Oidc:RefreshEvery=01:00:00");
        (await gateway.Client.AsAsync(Issuer.Token(), "GET", Models)).AssertOk();
        var before = Issuer.KeyReads;
        var forged = Issuer.Forged();

        for (var i = 0; i < 50; i++)
            (await gateway.Client.AsAsync(forged, "GET", Models)).AssertRefused(401, "unauthorized");

        Assert.True(Issuer.KeyReads - before <= 2, $"{Issuer.KeyReads - before} reads for 50 forged tokens");
    }

    [Fact]
    public async Task Roles_WithinAnObject_AreFound()
    {
        await using var gateway = await StartAsync("--Ayni:Oidc:RoleClaim=realm_access.roles");
        var token = Issuer.Token(new { roles = new[] { "analyst" } }, claim: "realm_access");

        (await gateway.Client.AsAsync(token, "GET", Models)).AssertOk();
        (await gateway.Client.AsAsync(Issuer.Token(), "GET", Models)).AssertRefused(403, "forbidden");
    }

    [Fact]
    public async Task Issuer_ThatDoesNotAnswer_RefusesTokensAndKeysWork()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:Oidc:Authority=http://127.0.0.1:1", "--Ayni:Oidc:Audience=ayni",
            "--Ayni:Oidc:Roles:analyst=train", $"--Ayni:ApiKey={Keys.Admin}");

        var answer = await gateway.Client.AsAsync(Issuer.Token(), "GET", Models);

        answer.AssertRefused(503, "unavailable");
        (await gateway.Client.AsAsync(Keys.Admin, "GET", Models)).AssertOk();
    }

    [Theory]
    [InlineData("Audience", "--Ayni:Oidc:Authority=https://login.example")]
    [InlineData("Authority", "--Ayni:Oidc:Authority=login.example")]
    [InlineData("Authority", "--Ayni:Oidc:Authority=http://login.example", "--Ayni:Oidc:Audience=a")]
    [InlineData("Roles", "--Ayni:Oidc:Authority=https://login.example", "--Ayni:Oidc:Audience=a")]
    [InlineData(
        "Roles:r", "--Ayni:Oidc:Authority=https://login.example", "--Ayni:Oidc:Audience=a",
        "--Ayni:Oidc:Roles:r=trian")]
    public async Task Settings_NotAsTheyMustBe_AreRefusedByName(string name, params string[] settings)
    {
        var error = await Assert.ThrowsAsync<AyniException>(() => RunningGateway.StartAsync(null, settings));

        Assert.Contains($"Ayni:Oidc:{name}", error.Message, StringComparison.Ordinal);
    }

    private Task<RunningGateway> StartAsync(params string[] settings) => RunningGateway.StartAsync(
        null,
        [
            $"--Ayni:Oidc:Authority={Issuer.Address}", $"--Ayni:Oidc:Audience={TokenIssuer.Audience}",
            "--Ayni:Oidc:Roles:analyst=train, monitor", "--Ayni:Oidc:Roles:operator=admin",
            "--Ayni:Oidc:RefreshEvery=00:00:01", .. settings,
        ]);
}
