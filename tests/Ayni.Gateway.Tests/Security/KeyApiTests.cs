using System.Net;
using System.Text;
using Ayni.Domain.Access;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Gateway.Tests.Security;

/// <summary>Keys over HTTP, from their making to their end.</summary>
public sealed class KeyApiTests
{
    private const string Status = "/v1/status";

    [Fact]
    public async Task Post_Key_IsToldOnceHonouredAtOnceAndHashedAtRest()
    {
        using var folder = new TemporaryFolder();
        string key;
        await using (var gateway = await RunningGateway.StartAsync(folder.Path, $"--Ayni:ApiKey={Keys.Admin}"))
        {
            key = await gateway.Client.MakeAsync("status", """["monitor"]""");

            (await gateway.Client.AsAsync(key, "GET", Status)).AssertOk();
            var list = await gateway.Client.AsAsync(Keys.Admin, "GET", "/v1/keys");
            Assert.StartsWith("ayni_", key, StringComparison.Ordinal);
            Assert.DoesNotContain(key[^64..], list.Text, StringComparison.Ordinal);
            Assert.Equal("status", list.String("keys.0.name"));
            Assert.Equal("live", list.String("keys.0.state"));
            Assert.Equal("monitor", list.String("keys.0.scopes.0"));
            Assert.Contains(list.String("keys.0.id")!, key, StringComparison.Ordinal);
        }

        var secret = Encoding.UTF8.GetBytes(key[^64..]);
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(secret));
        // Stopping has written down when it was used.
        await using var again = await RunningGateway.StartAsync(folder.Path, $"--Ayni:ApiKey={Keys.Admin}");
        var used = await again.Client.AsAsync(Keys.Admin, "GET", "/v1/keys");
        Assert.NotNull(used.String("keys.0.last_used_at"));
        (await again.Client.AsAsync(key, "GET", Status)).AssertOk();
    }

    [Fact]
    public async Task Delete_Key_IsRefusedFromThenOnAndStaysInTheList()
    {
        await using var gateway = await Keys.StartAsync();
        var key = await gateway.Client.MakeAsync("short-lived", """["monitor"]""");
        var id = (await gateway.Client.AsAsync(Keys.Admin, "GET", "/v1/keys")).String("keys.0.id");

        var revoked = await gateway.Client.AsAsync(Keys.Admin, "DELETE", $"/v1/keys/{id}");

        revoked.AssertOk();
        Assert.Equal("revoked", revoked.String("keys.0.state"));
        var refused = await gateway.Client.AsAsync(key, "GET", Status);
        refused.AssertRefused(401, "unauthorized");
        Assert.Contains("revoked", refused.String("detail"), StringComparison.Ordinal);
        Assert.Equal(
            "Bearer error=\"invalid_token\"", refused.Response.Headers.WwwAuthenticate.ToString());
        (await gateway.Client.AsAsync(Keys.Admin, "DELETE", "/v1/keys/none")).AssertRefused(404, "not_found");
    }

    [Fact]
    public async Task Rotate_WithAnOverlap_HonoursBothAndWithoutTheNewOneAlone()
    {
        await using var gateway = await Keys.StartAsync();
        var client = gateway.Client;
        var first = await client.MakeAsync("rotated", """["monitor"]""");

        var second = (await client.AsAsync(Keys.Admin, "POST", "/v1/keys/rotated:rotate")).String("key")!;
        (await client.AsAsync(first, "GET", Status)).AssertOk();
        (await client.AsAsync(second, "GET", Status)).AssertOk();
        var third = (await client.AsAsync(
            Keys.Admin, "POST", "/v1/keys/rotated:rotate", """{"overlap": "0"}""")).String("key")!;

        (await client.AsAsync(second, "GET", Status)).AssertRefused(401, "unauthorized");
        (await client.AsAsync(third, "GET", Status)).AssertOk();
        var list = await client.AsAsync(Keys.Admin, "GET", "/v1/keys");
        Assert.Equal(3, list["keys"].GetArrayLength());
        Assert.NotNull(list.String("keys.0.expires_at"));
    }

    [Fact]
    public async Task Expiry_WhenItComes_EndsTheKey()
    {
        await using var gateway = await Keys.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var key = await gateway.Client.MakeAsync(
            "brief", """["monitor"]""", $", \"expires_at\": \"{now.AddHours(1):O}\"");
        (await gateway.Client.AsAsync(key, "GET", Status)).AssertOk();
        var id = (await gateway.Client.AsAsync(Keys.Admin, "GET", "/v1/keys")).String("keys.0.id")!;

        Assert.True(await gateway.App.Services.GetRequiredService<IAccessKeys>().ExpireAsync(id, now));

        await Eventually.HoldsAsync(
            async () => (await gateway.Client.AsAsync(key, "GET", Status)).Status == HttpStatusCode.Unauthorized,
            "the key is refused");
        var refused = await gateway.Client.AsAsync(key, "GET", Status);
        refused.AssertRefused(401, "unauthorized");
        Assert.Contains("expired", refused.String("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"scopes": ["admin"]}""", "name")]
    [InlineData("""{"name": "k"}""", "scopes")]
    [InlineData("""{"name": "k", "scopes": []}""", "scopes")]
    [InlineData("""{"name": "k", "scopes": ["events", "reccomend"]}""", "scopes")]
    [InlineData("""{"name": "k", "scopes": ["admin"], "expires_at": "2001-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name": "k", "scopes": ["events", "catalogue"], "public": true}""", "scopes")]
    [InlineData("""{"name": "k", "scopes": ["admin"], "expires": "2031-01-01T00:00:00Z"}""", "expires")]
    public async Task Post_BadField_IsRefusedByItsName(string body, string field)
    {
        await using var gateway = await Keys.StartAsync();

        (await gateway.Client.AsAsync(Keys.Admin, "POST", "/v1/keys", body)).AssertRefused(400, "invalid", field);
    }

    [Fact]
    public async Task Post_NameThatALiveKeyHas_IsAConflict()
    {
        await using var gateway = await Keys.StartAsync();
        await gateway.Client.MakeAsync("same", """["monitor"]""");

        (await gateway.Client.AsAsync(
            Keys.Admin, "POST", "/v1/keys", """{"name": "same", "scopes": ["monitor"]}"""))
            .AssertRefused(409, "conflict");
    }

    [Fact]
    public async Task Post_FirstKeyOfAnOpenGateway_ClosesItAndMustBeAdmins()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var client = gateway.Client;
        (await client.GetAsync(Status)).AssertOk();

        (await client.PostAsync("/v1/keys", """{"name": "first", "scopes": ["events"]}"""))
            .AssertRefused(409, "conflict");
        var made = await client.PostAsync("/v1/keys", """{"name": "first", "scopes": ["admin"]}""");

        made.AssertOk(HttpStatusCode.Created);
        (await client.GetAsync(Status)).AssertRefused(401, "unauthorized");
        (await client.AsAsync(made.String("key"), "GET", Status)).AssertOk();
        // Where all are taken back, nobody gets in: it is not open again.
        (await client.AsAsync(made.String("key"), "DELETE", "/v1/keys/first")).AssertOk();
        (await client.GetAsync(Status)).AssertRefused(401, "unauthorized");
    }

    [Theory]
    [InlineData("--Ayni:Keys:front:Secret=0123456789abcdef0123456789abcdef", true)]
    [InlineData("--Ayni:Keys:front:Sha256=" + Sha256OfSecret, true)]
    [InlineData("--Ayni:Keys:front:Secret=0123456789abcdef0123456789abcdeX", false)]
    public async Task Settings_Key_HasItsScopes(string setting, bool isIt)
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, setting, "--Ayni:Keys:front:Scopes=monitor, events");
        const string Key = "0123456789abcdef0123456789abcdef";

        var answer = await gateway.Client.AsAsync(Key, "GET", Status);

        Assert.Equal(isIt ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.Status);
        if (isIt)
            (await gateway.Client.AsAsync(Key, "GET", "/v1/models")).AssertRefused(403, "forbidden");
    }

    private const string Sha256OfSecret = "3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9";
}
