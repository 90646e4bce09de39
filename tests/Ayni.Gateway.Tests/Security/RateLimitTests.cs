using System.Net;
using System.Security.Claims;
using Ayni.Domain.Errors;
using Ayni.Gateway.Security.Limits;
using Ayni.Gateway.Security.Proxies;
using Ayni.Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Ayni.Gateway.Tests.Security;

/// <summary>How many requests one caller may send.</summary>
public sealed class RateLimitTests
{
    private const string Hour = "--Ayni:RateLimits:Window=01:00:00";
    private const string Proxy = "--Ayni:Proxies=127.0.0.0/8";

    [Fact]
    public async Task Unset_NothingIsLimitedNorSaid()
    {
        await using var gateway = await RunningGateway.StartAsync();

        for (var i = 0; i < 200; i++)
        {
            var answer = await gateway.Client.GetAsync("/v1/products");
            answer.AssertOk();
            Assert.False(answer.Response.Headers.Contains("RateLimit"));
        }
    }

    [Fact]
    public async Task Address_PastItsLimit_IsRefusedUntilTheTimeItIsTold()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:RateLimits:AddressRequests=5", Hour);

        for (var left = 4; left >= 0; left--)
        {
            var taken = await gateway.Client.GetAsync("/v1/products");
            taken.AssertOk();
            Assert.Equal("\"address\";q=5;w=3600", Header(taken, "RateLimit-Policy"));
            Assert.Equal($"\"address\";r={left};t={(5 - left) * 720}", Header(taken, "RateLimit"));
        }

        var refused = await gateway.Client.GetAsync("/v1/products");

        refused.AssertRefused(429, "rate_limited");
        Assert.Equal("720", Header(refused, "Retry-After"));
        Assert.Equal("\"address\";r=0;t=3600", Header(refused, "RateLimit"));
        Assert.Contains("Ayni:RateLimits", refused.String("detail"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(refused, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task HealthAndMetrics_AreNeverRefusedNorCounted()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:RateLimits:AddressRequests=1", Hour);
        (await gateway.Client.GetAsync("/v1/products")).AssertOk();
        (await gateway.Client.GetAsync("/v1/products")).AssertRefused(429, "rate_limited");

        foreach (var path in new[] { "/health/live", "/health/ready", "/metrics" })
        {
            for (var i = 0; i < 5; i++)
            {
                var answer = await gateway.Client.GetAsync(path);
                answer.AssertOk();
                Assert.False(answer.Response.Headers.Contains("RateLimit"));
            }
        }
    }

    [Fact]
    public async Task GuessesAtTheKey_Count()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:RateLimits:AddressRequests=2", Hour, "--Ayni:ApiKey=0123456789abcdef-key");

        var answers = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add((await gateway.Client.SendAsync(
                HttpMethod.Get, "/v1/status", null, headers: [("X-Api-Key", $"guess-number-{i:D8}")])).StatusNumber);
        }

        Assert.Equal([401, 401, 429], answers);
    }

    [Fact]
    public async Task RefusedRequests_AreAnsweredAgainOnceTheBucketFills()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:RateLimits:AddressRequests=1", "--Ayni:RateLimits:Window=00:00:01");
        (await gateway.Client.GetAsync("/v1/products")).AssertOk();

        await Ayni.Testing.Eventually.HoldsAsync(
            async () => (await gateway.Client.GetAsync("/v1/products")).Status == HttpStatusCode.OK, "a full bucket");
    }

    [Fact]
    public async Task ForwardedAddress_OfAListedProxy_IsTheCaller()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:RateLimits:AddressRequests=1", Hour, Proxy);

        (await AskAsync(gateway, "203.0.113.1")).AssertOk();
        (await AskAsync(gateway, "203.0.113.2")).AssertOk();
        (await AskAsync(gateway, "203.0.113.1")).AssertRefused(429, "rate_limited");
        // What a caller wrote before the proxy did is not believed.
        (await AskAsync(gateway, "198.51.100.9, 203.0.113.2")).AssertRefused(429, "rate_limited");
    }

    [Fact]
    public async Task ForwardedAddress_WithoutAList_IsNotBelieved()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:RateLimits:AddressRequests=1", Hour);

        (await AskAsync(gateway, "203.0.113.1")).AssertOk();
        (await AskAsync(gateway, "203.0.113.2")).AssertRefused(429, "rate_limited");
    }

    [Fact]
    public async Task Keys_HaveBucketsOfTheirOwn_WhereverTheyAskFrom()
    {
        await using var limits = new CallerLimits(new RateLimitOptions { KeyRequests = 2, AddressRequests = 1 });

        Assert.True(Take(limits, "10.0.0.1", "erp"));
        Assert.True(Take(limits, "10.0.0.2", "erp"));
        Assert.False(Take(limits, "10.0.0.3", "erp"));
        Assert.True(Take(limits, "10.0.0.3", "crm"));
        Assert.True(Take(limits, "10.0.0.3", null));
        Assert.False(Take(limits, "10.0.0.3", null));
        Assert.True(Take(limits, "10.0.0.4", null));
    }

    [Fact]
    public async Task SharedKey_HasABucketAnAddress()
    {
        await using var limits = new CallerLimits(new RateLimitOptions
        {
            KeyRequests = 1,
            AddressRequests = 2,
            SharedKeys = "page, app",
        });

        Assert.True(Take(limits, "10.0.0.1", "page"));
        Assert.True(Take(limits, "10.0.0.1", "page"));
        Assert.False(Take(limits, "10.0.0.1", "page"));
        Assert.True(Take(limits, "10.0.0.2", "page"));
        Assert.True(Take(limits, "10.0.0.1", "app"));
    }

    [Fact]
    public void FloodOfAddresses_TakesABoundedNumberOfBuckets()
    {
        var callers = new HashSet<Caller>();
        for (var i = 0; i < 1_000_000; i++)
            callers.Add(Caller.At(new IPAddress([(byte)(i >> 24), (byte)(i >> 16), (byte)(i >> 8), (byte)i]), null));

        Assert.InRange(callers.Count, Caller.AddressBuckets / 2, Caller.AddressBuckets);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    public void Addresses_OfOneCaller_ShareABucket(string first, string second, bool isSame) => Assert.Equal(
        isSame, Caller.At(IPAddress.Parse(first), null) == Caller.At(IPAddress.Parse(second), null));

    [Theory]
    [InlineData("KeyRequests", "-1")]
    [InlineData("AddressRequests", "10000001")]
    [InlineData("Window", "00:00:00.9")]
    [InlineData("Window", "01:00:01")]
    [InlineData("SharedKeys", "page")]
    public async Task OutOfRange_EndsTheStart(string name, string value)
    {
        var error = await Assert.ThrowsAsync<AyniException>(
            () => RunningGateway.StartAsync(null, $"--Ayni:RateLimits:{name}={value}"));

        Assert.StartsWith($"Ayni:RateLimits:{name} is {value}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy.internal")]
    [InlineData("10.0.0.0/33")]
    public async Task Proxies_NoNetwork_EndsTheStart(string value)
    {
        var error = await Assert.ThrowsAsync<AyniException>(
            () => RunningGateway.StartAsync(null, $"--Ayni:Proxies={value}"));

        Assert.StartsWith($"Ayni:Proxies has '{value}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Proxies_AddressesAndNetworks_AreRead()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [ProxySetup.Setting] = "10.0.0.7, 10.1.0.0/16,fd00::/8",
        }).Build();

        Assert.Equal(
            ["10.0.0.7/32", "10.1.0.0/16", "fd00::/8"],
            ProxySetup.NetworksIn(settings).Select(network => network.ToString()));
    }

    private static bool Take(CallerLimits limits, string address, string? name)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (name is not null)
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "key"));
        using var lease = limits.Limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    private static Task<Answer> AskAsync(RunningGateway gateway, string forwardedFor) => gateway.Client.SendAsync(
        HttpMethod.Get, "/v1/products", null, headers: [("X-Forwarded-For", forwardedFor)]);

    private static string? Header(Answer answer, string name) =>
        answer.Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
