using System.Net;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Silo.Security;

namespace Ayni.Gateway.Tests.Security;

public sealed class SecurityHeadersTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private static readonly string[] Pages = ["/", "/features", "/docs/index.html", "/openapi/v1.json"];

    [Fact]
    public async Task EveryOperation_RefusedOrNot_HasTheHeadersAndIsKeptByNobody()
    {
        var document = (await shop.Client.GetAsync("/openapi/v1.json")).Json;
        var asked = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                // Refused before they do anything: what they do is none of this test's business.
                var target = path.Name.Replace("{", "", StringComparison.Ordinal)
                    .Replace("}", "", StringComparison.Ordinal);
                var answer = await shop.Client.SendAsync(
                    new HttpMethod(operation.Name.ToUpperInvariant()), $"{target}?no_such=1", "{}");

                Assert.Equal(400, answer.StatusNumber);
                AssertSafe(answer, SecurityHeaders.WithoutScript);
                Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
                asked++;
            }
        }

        Assert.True(asked > 50, $"{asked} operations");
    }

    [Theory]
    [InlineData("/v1/status")]
    [InlineData("/v1/users/u")]
    [InlineData("/v1/users/u/recommendations")]
    [InlineData("/v1/features/users/u")]
    [InlineData("/v1/products")]
    [InlineData("/v1/imports")]
    [InlineData("/metrics")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task AnswerOfTheShop_IsKeptByNobody(string path)
    {
        var answer = await shop.Client.GetAsync(path);

        answer.AssertOk();
        AssertSafe(answer, SecurityHeaders.WithoutScript);
        Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_HaveThePolicyThatTheirScriptsNeed()
    {
        foreach (var path in Pages)
        {
            var answer = await shop.Client.GetAsync(path);

            answer.AssertOk();
            AssertSafe(
                answer,
                path.StartsWith("/docs", StringComparison.Ordinal)
                    ? SecurityHeaders.WithOwnScripts
                    : SecurityHeaders.WithoutScript);
            Assert.DoesNotContain("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("DELETE", "/v1/status", 405)]
    [InlineData("POST", "/v1/events", 415)]
    [InlineData("GET", "/v1/%FF", 400)]
    [InlineData("GET", "/v1/products/absent", 404)]
    public async Task Refusal_HasTheHeaders(string method, string path, int status)
    {
        var answer = await shop.Client.SendAsync(
            new HttpMethod(method), path, method == "POST" ? "<a/>" : null, "text/xml");

        Assert.Equal(status, answer.StatusNumber);
        AssertSafe(answer, SecurityHeaders.WithoutScript);
        Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedForWantOfTheKey_HasTheHeaders()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:ApiKey=0123456789abcdef-key");

        var answer = await gateway.Client.GetAsync("/v1/status");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        AssertSafe(answer, SecurityHeaders.WithoutScript);
    }

    [Fact]
    public async Task Dashboard_IsLetRunItsOwnScripts()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:Dashboard=true");

        var answer = await gateway.Client.GetAsync("/dashboard/");

        answer.AssertOk();
        AssertSafe(answer, SecurityHeaders.WithOwnScripts);
    }

    private static void AssertSafe(Answer answer, string policy)
    {
        Assert.Equal(policy, Header(answer, "Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        // Over plain HTTP it means nothing, and would lock out whoever has no certificate.
        Assert.Equal("", Header(answer, "Strict-Transport-Security"));
    }

    private static string Header(Answer answer, string name) =>
        answer.Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
