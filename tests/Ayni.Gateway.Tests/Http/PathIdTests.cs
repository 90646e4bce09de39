using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Http;

/// <summary>Every id that is accepted can be named in a path, and nothing else is named by it.</summary>
public sealed class PathIdTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    public static TheoryData<string> Ids =>
    [
        "q/q", "q%2Fq", "q%252Fq", "%", "%2e%2e", "100%", "a+b", "a b", " a ", "a?b=c", "a#b", "a\\b", "...", "a..b",
        "/", "//", "../x", "/..", "é", "e\u0301", "🛒", "a:b", "a;b=c", "a&b", "a,b", "\"", "'", "{id}", "~", "*",
        "\u2028x", "products:bulk", "similar", "\uFFFD", "x/similar",
    ];

    private Uri Address => shop.Client.Http.BaseAddress!;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Product_WhateverItsId_IsPutGottenPatchedAndDeleted(string id)
    {
        var path = $"/v1/products/{Uri.EscapeDataString(id)}";

        (await SendAsync("PUT", path, """{"product_name": "x"}""")).AssertOk();

        var got = await SendAsync("GET", path);
        got.AssertOk();
        Assert.Equal(id, got.String("product.product_id"));
        (await SendAsync("PATCH", path, """{"stock": 0}""")).AssertOk();
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("DELETE", path)).Status);
        var gone = await SendAsync("DELETE", path);
        gone.AssertRefused(404, "not_found", "product_id");
        Assert.Equal(id, gone.String("errors.0.value"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Shopper_WhateverTheirId_IsSeenAndErased(string id)
    {
        var path = $"/v1/users/{Uri.EscapeDataString(id)}";
        var posted = await SendAsync(
            "POST", "/v1/events?wait=applied",
            $$"""{"user_id": {{Json(id)}}, "product_id": {{Json(id)}}, "interaction_type": "view"}""");
        posted.AssertOk(HttpStatusCode.Accepted);

        Assert.Equal(id, (await SendAsync("GET", path)).String("user_id"));
        (await SendAsync("PUT", $"{path}/profile", """{"country": "PE"}""")).AssertOk();
        Assert.Equal(id, (await SendAsync("GET", $"{path}/recommendations")).String("user_id"));
        var erased = await SendAsync("DELETE", path);
        Assert.Equal(1, erased["erased_interactions"].GetInt64());
        Assert.Equal(id, erased.String("user_id"));
    }

    [Fact]
    public async Task Delete_EncodedTwice_LeavesTheOtherProduct()
    {
        (await SendAsync("PUT", "/v1/products/keep%2Fme", """{"product_name": "x"}""")).AssertOk();

        (await SendAsync("DELETE", "/v1/products/keep%252Fme")).AssertRefused(404, "not_found", "product_id");

        (await SendAsync("GET", "/v1/products/keep%2fme")).AssertOk();
        (await SendAsync("GET", "/v1/products/%6beep%2Fme")).AssertOk();
    }

    [Theory]
    [InlineData("user_id")]
    [InlineData("product_id")]
    [InlineData("event_id")]
    [InlineData("order_id")]
    public async Task Event_NamedByDots_IsRefused(string field)
    {
        foreach (var id in new[] { ".", "..", "\\u002e\\u002e" })
        {
            var fields = new Dictionary<string, string> { ["user_id"] = "u", ["product_id"] = "p", [field] = id };
            var json = string.Join(',', fields.Select(pair => $"\"{pair.Key}\": \"{pair.Value}\""));

            var answer = await SendAsync("POST", "/v1/events", $$"""{"interaction_type": "view", {{json}}}""");

            answer.AssertRefused(400, "invalid", field);
            Assert.Contains("path", answer.String("errors.0.problem"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Body_NamedByDots_IsRefused()
    {
        (await SendAsync("POST", "/reco", """{"user_id_hash": ".."}""")).AssertRefused(400, "invalid", "user_id_hash");
        (await SendAsync("POST", "/v1/products:bulk", """[{"product_id": "..", "product_name": "x"}]"""))
            .AssertRefused(400, "invalid", "row 1: product_id");
        (await SendAsync("PUT", "/v1/products/x", """{"product_id": "..", "product_name": "x"}"""))
            .AssertRefused(400, "invalid", "product_id");
    }

    [Theory]
    [InlineData("DELETE", "/v1/users/..")]
    [InlineData("DELETE", "/v1/users/%2e%2E")]
    [InlineData("DELETE", "/v1/users/.%2e")]
    [InlineData("GET", "/v1/users/./recommendations")]
    [InlineData("DELETE", "/v1/products/x/../y")]
    [InlineData("DELETE", "/v1/products/x/%2e%2e/y")]
    [InlineData("POST", "/v1/models/../x:activate")]
    [InlineData("DELETE", "/v1/products/%")]
    [InlineData("DELETE", "/v1/products/%4")]
    [InlineData("DELETE", "/v1/products/%zz")]
    [InlineData("DELETE", "/v1/products/%+1")]
    [InlineData("DELETE", "/v1/products/%ff")]
    [InlineData("DELETE", "/v1/products/%c0%af")]
    [InlineData("DELETE", "/v1/products/%ed%a0%80")]
    public async Task Path_DotsOrBrokenEncoding_IsRefused(string method, string target)
    {
        var answer = await SendAsync(method, target);

        answer.AssertRefused(400, "invalid", "path");
        Assert.Equal(target, answer.String("instance"));
    }

    [Theory]
    [InlineData("/v1/products/%01")]
    [InlineData("/v1/products/a%0Ab")]
    [InlineData("/v1/products/%20")]
    [InlineData("/v1/products/%E3%80%80")]
    public async Task Path_NoId_IsRefused(string target) =>
        (await SendAsync("DELETE", target)).AssertRefused(400, "invalid", "product_id");

    private static string Json(string id) => System.Text.Json.JsonSerializer.Serialize(id);

    private Task<Answer> SendAsync(string method, string target, string? json = null) =>
        RawConnection.SendAsync(Address, method, target, json);
}
