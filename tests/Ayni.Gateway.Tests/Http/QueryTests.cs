using System.Net;
using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Http;

/// <summary>A query is read strictly, on every path, or refused by the name of the parameter.</summary>
public sealed class QueryTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private static readonly (string Path, string Parameter)[] Prices =
        [("/v1/users/u/recommendations", "min_price"), ("/v1/users/u/recommendations", "max_price")];

    private static readonly (string Path, string Parameter)[] Wholes =
    [
        ("/v1/users/u/recommendations", "n"), ("/v1/products/p/similar", "n"), ("/v1/products", "limit"),
        ("/v1/recommendations", "window_days"),
        ("/v1/users/u", "newest"), ("/v1/imports", "limit"), ("/v1/audit", "limit"),
    ];

    private static readonly (string Path, string Parameter)[] Flags =
        [("/v1/users/u/recommendations", "exclude_seen"), ("/v1/users/u/recommendations", "explain")];

    private GatewayClient Client => shop.Client;

    [Theory]
    [InlineData("19,90")]
    [InlineData("1,000")]
    [InlineData("1.000,5")]
    [InlineData("1.0.0")]
    [InlineData("S/19")]
    [InlineData("%2419")]
    [InlineData("%2B19")]
    [InlineData("+19")]
    [InlineData("-0")]
    [InlineData("-1")]
    [InlineData("(1)")]
    [InlineData("%2019")]
    [InlineData("19%20")]
    [InlineData("1e3")]
    [InlineData("1e999")]
    [InlineData("1000000000000.01")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1%00")]
    [InlineData("%D9%A1")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("")]
    public async Task Price_NotPlainDigits_IsRefused(string value)
    {
        foreach (var (path, parameter) in Prices)
            (await Client.GetAsync($"{path}?{parameter}={value}")).AssertRefused(400, "invalid", parameter);
    }

    [Theory]
    [InlineData("+5")]
    [InlineData("%2B5")]
    [InlineData("-1")]
    [InlineData("5%20")]
    [InlineData("5.0")]
    [InlineData("1e1")]
    [InlineData("1,0")]
    [InlineData("0x5")]
    [InlineData("5%00")]
    [InlineData("%D9%A5")]
    [InlineData("99999999999999999999")]
    [InlineData("2147483648")]
    [InlineData("")]
    public async Task Whole_NotPlainDigits_IsRefused(string value)
    {
        foreach (var (path, parameter) in Wholes)
            (await Client.GetAsync($"{path}?{parameter}={value}")).AssertRefused(400, "invalid", parameter);
    }

    [Theory]
    [InlineData("True")]
    [InlineData("1")]
    [InlineData("yes")]
    [InlineData("%20true")]
    [InlineData("")]
    public async Task Flag_OtherWord_IsRefused(string value)
    {
        foreach (var (path, parameter) in Flags)
            (await Client.GetAsync($"{path}?{parameter}={value}")).AssertRefused(400, "invalid", parameter);
    }

    [Fact]
    public async Task AnyParameter_SentTwice_IsRefused()
    {
        foreach (var (path, parameter) in Wholes)
            (await Client.GetAsync($"{path}?{parameter}=5&{parameter}=5")).AssertRefused(400, "invalid", parameter);
        (await Client.GetAsync("/v1/users/u/recommendations?category=a&category=b"))
            .AssertRefused(400, "invalid", "category");
    }

    [Theory]
    [InlineData("GET", "/v1/users/u/recommendations", "maxprice", "max_price")]
    [InlineData("GET", "/v1/users/u/recommendations", "excludeSeen", "exclude_seen")]
    [InlineData("GET", "/v1/products", "limt", "limit")]
    [InlineData("GET", "/v1/products/p/similar", "m", "n")]
    [InlineData("GET", "/v1/users/u", "latest", "newest")]
    [InlineData("POST", "/v1/events", "wiat", "wait")]
    [InlineData("GET", "/v1/audit", "outcom", "outcome")]
    [InlineData("GET", "/v1/imports/x/rejected", "fromat", "format")]
    [InlineData("POST", "/v1/imports", "owntype", "own_type")]
    [InlineData("POST", "/v1/imports", "type_values", "type_value")]
    [InlineData("POST", "/v1/imports", "not_products", "not_product")]
    public async Task UnknownParameter_IsRefusedWithTheNearest(string method, string path, string sent, string meant)
    {
        var body = method == "POST" ? "[]" : null;

        var answer = await Client.SendAsync(new HttpMethod(method), $"{path}?{sent}=1", body);

        answer.AssertRefused(400, "invalid", sent);
        Assert.Contains($"Did you mean {meant}?", answer.String("errors.0.remedy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownParameter_IsRefusedOnEveryPath()
    {
        var document = (await Client.GetAsync("/openapi/v1.json")).Json;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var target = path.Name.Replace("{id}", "x", StringComparison.Ordinal)
                    .Replace("{version}", "x", StringComparison.Ordinal);
                var body = operation.Value.TryGetProperty("requestBody", out JsonElement _) ? "{}" : null;

                var answer = await Client.SendAsync(
                    new HttpMethod(operation.Name.ToUpperInvariant()), $"{target}?no_such=1", body);

                answer.AssertRefused(400, "invalid", "no_such");
            }
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/v1/products")]
    [InlineData("/v1/users/u/recommendations")]
    [InlineData("/v1/training/events")]
    public async Task UnknownParameter_IsRefusedWhoeverMappedThePath(string path) =>
        (await Client.GetAsync($"{path}?maker=Sony")).AssertRefused(400, "invalid", "maker");

    [Fact]
    public async Task UnknownParameter_WhereNoPathFits_ChangesNothing()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync("/v1/nothing?brand=Sony")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Client.DeleteAsync("/v1/status?brand=Sony")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/docs/index.html?brand=Sony")).Status);
    }

    [Fact]
    public async Task Document_Parameters_HaveTypeRangeAndDefault()
    {
        var document = (await Client.GetAsync("/openapi/v1.json")).Json;

        var parameters = document.GetProperty("paths").GetProperty("/v1/users/{id}/recommendations").GetProperty("get")
            .GetProperty("parameters").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!);

        Assert.Equal(
            [
                "brand", "cart", "category", "cursor", "diversity", "exclude_seen", "explain", "filter", "group", "id",
                "language", "max_price", "min_price", "n", "on_page", "product_id", "scenario", "segment",
                "store", "window_days",
            ],
            parameters.Keys.Order());
        Assert.Equal("query", parameters["n"].GetProperty("in").GetString());
        Assert.Equal("1", parameters["diversity"].GetProperty("schema").GetProperty("maximum").GetRawText());
        Assert.False(parameters["explain"].GetProperty("schema").GetProperty("default").GetBoolean());
        Assert.Equal("boolean", parameters["explain"].GetProperty("schema").GetProperty("type").GetString());
        Assert.All(parameters.Values, parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
    }
}
