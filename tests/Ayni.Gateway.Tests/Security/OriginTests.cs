using System.Net;
using Ayni.Domain.Errors;
using Ayni.Gateway.Security.Origins;
using Ayni.Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace Ayni.Gateway.Tests.Security;

/// <summary>Which pages a browser lets ask.</summary>
public sealed class OriginTests
{
    private const string Shop = "https://shop.example";
    private const string Other = "https://other.example";
    private const string Key = "0123456789abcdef-key";

    [Fact]
    public async Task NoList_NoPageMayAsk()
    {
        await using var gateway = await RunningGateway.StartAsync();

        var preflight = await PreflightAsync(gateway, Shop, "GET");
        var asked = await AskAsync(gateway, Shop);

        preflight.AssertRefused(405, "method_not_allowed");
        Assert.Null(Header(preflight, "Access-Control-Allow-Origin"));
        asked.AssertOk();
        Assert.Null(Header(asked, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task List_PreflightNeedsNoKey_AndTellsWhatMayBeSent()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, $"--Ayni:Cors:Origins={Shop},https://www.shop.example", $"--Ayni:ApiKey={Key}");

        var preflight = await PreflightAsync(gateway, Shop, "POST");

        Assert.Equal(HttpStatusCode.NoContent, preflight.Status);
        Assert.Equal(Shop, Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Contains(
            "x-api-key", Header(preflight, "Access-Control-Allow-Headers")!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("POST", Header(preflight, "Access-Control-Allow-Methods")!, StringComparison.Ordinal);
        Assert.Equal("600", Header(preflight, "Access-Control-Max-Age"));
        Assert.Null(Header(preflight, "Access-Control-Allow-Credentials"));
        // A cache between must not give one page's answer to another.
        Assert.Contains("Origin", Header(preflight, "Vary") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AnotherPage_IsNotAllowed()
    {
        await using var gateway = await RunningGateway.StartAsync(null, $"--Ayni:Cors:Origins:0={Shop}");

        Assert.Null(Header(await PreflightAsync(gateway, Other, "GET"), "Access-Control-Allow-Origin"));
        Assert.Null(Header(await PreflightAsync(gateway, "null", "GET"), "Access-Control-Allow-Origin"));
        Assert.Null(Header(await AskAsync(gateway, Other), "Access-Control-Allow-Origin"));
        Assert.Equal(Shop, Header(await AskAsync(gateway, Shop), "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task List_ARefusal_CanBeReadByThePage()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, $"--Ayni:Cors:Origins={Shop}", $"--Ayni:ApiKey={Key}");

        var refused = await AskAsync(gateway, Shop);

        refused.AssertRefused(401, "unauthorized");
        Assert.Equal(Shop, Header(refused, "Access-Control-Allow-Origin"));
        Assert.Contains("Retry-After", Header(refused, "Access-Control-Expose-Headers")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_WithoutCredentials_IsAllowed()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:Cors:Origins=*");

        Assert.Equal("*", Header(await AskAsync(gateway, Other), "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Any_WithCredentials_EndsTheStart()
    {
        var error = await Assert.ThrowsAsync<AyniException>(() => RunningGateway.StartAsync(
            null, "--Ayni:Cors:Origins=*", "--Ayni:Cors:Credentials=true"));

        Assert.Contains("Ayni:Cors:Credentials has 'true'", error.Message, StringComparison.Ordinal);
        Assert.Contains("List the origins by name", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop.example")]
    [InlineData("https://shop.example/")]
    [InlineData("https://shop.example/page")]
    [InlineData("https://shop.example:443")]
    [InlineData("https://Shop.example")]
    [InlineData("https://*.shop.example")]
    [InlineData("https://user@shop.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("null")]
    [InlineData("*,https://shop.example")]
    public void Of_NoOrigin_IsRefusedByName(string origins)
    {
        var error = Assert.Throws<AyniException>(() => OriginOptions.Of(Settings(("Ayni:Cors:Origins", origins))));

        Assert.StartsWith("Ayni:Cors:Origins has '", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://shop.example")]
    [InlineData("http://localhost:3000")]
    [InlineData("https://shop.example:8443")]
    [InlineData("https://xn--caf-dma.example")]
    public void Of_Origin_IsKept(string origin) =>
        Assert.Equal([origin], OriginOptions.Of(Settings(("Ayni:Cors:Origins", origin))).Origins);

    [Fact]
    public void Of_CredentialsNeitherTrueNorFalse_IsRefused() =>
        Assert.Throws<AyniException>(() => OriginOptions.Of(Settings(("Ayni:Cors:Credentials", "yes"))));

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(item => item.Name, item => (string?)item.Value)).Build();

    private static Task<Answer> PreflightAsync(RunningGateway gateway, string origin, string method) =>
        gateway.Client.SendAsync(
            HttpMethod.Options, method == "POST" ? "/v1/events" : "/v1/status", null, headers:
            [
                ("Origin", origin), ("Access-Control-Request-Method", method),
                ("Access-Control-Request-Headers", "x-api-key,content-type"),
            ]);

    private static Task<Answer> AskAsync(RunningGateway gateway, string origin) =>
        gateway.Client.SendAsync(HttpMethod.Get, "/v1/status", null, headers: [("Origin", origin)]);

    private static string? Header(Answer answer, string name) =>
        answer.Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
