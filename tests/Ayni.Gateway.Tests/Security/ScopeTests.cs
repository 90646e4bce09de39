using Ayni.Domain.Access;
using Ayni.Gateway.Security;
using Ayni.Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Gateway.Tests.Security;

/// <summary>Every path of the gateway needs exactly one scope, or says that it is open, and keeps its word.</summary>
public sealed class ScopeTests : IAsyncLifetime
{
    private static readonly string[] Open =
        ["/", "/features", "/health/live", "/health/ready", "/openapi/{documentName}.json"];

    private RunningGateway? _gateway;

    private RunningGateway Gateway => _gateway!;

    public async Task InitializeAsync() => _gateway = await Keys.StartAsync("--Ayni:Dashboard=true");

    public Task DisposeAsync() => Gateway.DisposeAsync().AsTask();

    [Fact]
    public void Endpoints_All_NeedOneScopeOrAreOpen()
    {
        var endpoints = Endpoints();

        Assert.True(endpoints.Count > 60, $"{endpoints.Count} endpoints");
        Assert.Empty(
            from endpoint in endpoints
            let scopes = endpoint.Metadata.OfType<RequiredScope>().Count()
            let isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            where isOpen ? scopes > 0 : scopes != 1
            select $"{endpoint.DisplayName}: {scopes} scopes, {(isOpen ? "open" : "closed")}");
        Assert.Equal(
            Open,
            endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                .Select(endpoint => endpoint.RoutePattern.RawText!).Order(StringComparer.Ordinal));
        Assert.Contains(endpoints, endpoint => PathOf(endpoint.RoutePattern) == "/metrics");
        Assert.Contains(
            endpoints, endpoint => PathOf(endpoint.RoutePattern).StartsWith("/dashboard", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Endpoints_All_RefuseStrangersAndKeysOfEveryOtherScope()
    {
        var others = new Dictionary<AccessScopes, string>();
        foreach (var scope in Enum.GetValues<AccessScopes>().Where(scope => scope is not AccessScopes.None))
        {
            var names = AccessScopeNames.All.Except(["admin", AccessScopeNames.TextOf(scope)]);
            others[scope] = await Gateway.Client.MakeAsync(
                $"all but {scope}", $"[{string.Join(", ", names.Select(name => $"\"{name}\""))}]");
        }

        var asked = 0;
        foreach (var endpoint in Endpoints())
        {
            if (endpoint.Metadata.GetMetadata<RequiredScope>() is not { } needed)
                continue;
            var path = PathOf(endpoint.RoutePattern);
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var stranger = await Gateway.Client.AsAsync(null, method, path);
                Assert.True(stranger.StatusNumber == 401, $"{method} {path}: {stranger.StatusNumber}");
                Assert.Contains(
                    "Bearer", stranger.Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);

                var other = await Gateway.Client.AsAsync(others[needed.Scope], method, path);
                Assert.True(other.StatusNumber == 403, $"{method} {path}: {other.StatusNumber}");
                other.AssertRefused(403, "forbidden");
                Assert.Contains($"the scope {needed.Name};", other.String("detail"), StringComparison.Ordinal);
                Assert.Contains(
                    $"error=\"insufficient_scope\", scope=\"{needed.Name}\"",
                    other.Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
                asked++;
            }
        }

        Assert.True(asked > 60, $"{asked} asked");
    }

    [Theory]
    [InlineData("recommend", "GET", "/v1/recommendations")]
    [InlineData("catalogue", "GET", "/v1/products")]
    [InlineData("train", "GET", "/v1/models")]
    [InlineData("monitor", "GET", "/metrics")]
    [InlineData("monitor", "GET", "/dashboard/")]
    [InlineData("admin", "GET", "/v1/keys")]
    [InlineData("admin", "GET", "/v1/models")]
    public async Task Key_WithTheScope_IsLetIn(string scope, string method, string path)
    {
        var key = await Gateway.Client.MakeAsync("one", $"[\"{scope}\"]");

        (await Gateway.Client.AsAsync(key, method, path)).AssertOk();
    }

    [Fact]
    public async Task Key_OfAnyScope_HearsWhatIsNotThere()
    {
        var key = await Gateway.Client.MakeAsync("any", """["events"]""");

        (await Gateway.Client.AsAsync(key, "GET", "/v1/nothing")).AssertRefused(404, "not_found");
        (await Gateway.Client.AsAsync(key, "PATCH", "/v1/events")).AssertRefused(405, "method_not_allowed");
    }

    private List<RouteEndpoint> Endpoints() =>
    [
        .. Gateway.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(),
    ];

    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            // Fits the numbers among them too.
            _ => "1",
        }))));
}
