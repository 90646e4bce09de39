using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Problems;

public sealed class ProblemTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private GatewayClient Client => shop.Client;

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/users/x/nothing")]
    public async Task Get_UnknownPath_Is404(string path)
    {
        var answer = await Client.GetAsync(path);

        answer.AssertRefused(404, "not_found");
        Assert.Equal(path, answer.String("instance"));
    }

    [Fact]
    public async Task Delete_OfEvents_Is405WithTheAllowedMethod()
    {
        var answer = await Client.DeleteAsync("/v1/events");

        answer.AssertRefused(405, "method_not_allowed");
        Assert.Contains("POST", answer.String("detail"), StringComparison.Ordinal);
        Assert.Equal(["POST"], answer.Response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/png;q=0.1")]
    public async Task Refusal_ForWhoeverAcceptsSomethingElse_IsTheSame(string accept)
    {
        var answer = await Client.SendAsync(
            HttpMethod.Get, "/v1/products/none", null, headers: [("Accept", accept)]);

        answer.AssertRefused(404, "not_found", "product_id");
        Assert.Equal(
            ["code", "detail", "errors", "instance", "status", "title", "trace_id", "type"],
            answer.Json.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(
            ["field", "problem", "remedy", "value"],
            answer["errors.0"].EnumerateObject().Select(member => member.Name).Order());
    }

    [Theory]
    [InlineData("POST", "/v1/events")]
    [InlineData("PUT", "/v1/products/p")]
    [InlineData("PATCH", "/v1/products/p")]
    [InlineData("PUT", "/v1/users/u/profile")]
    [InlineData("POST", "/v1/training")]
    [InlineData("POST", "/reco")]
    [InlineData("POST", "/v1/products:bulk")]
    public async Task Send_FormInsteadOfJson_Is415WithTheRemedy(string method, string path)
    {
        var answer = await Client.SendAsync(new HttpMethod(method), path, "a=b", "application/x-www-form-urlencoded");

        answer.AssertRefused(415, "unsupported_media_type");
        Assert.Contains("application/json", answer.String("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/v1/events")]
    [InlineData("PUT", "/v1/products/p")]
    [InlineData("PATCH", "/v1/products/p")]
    [InlineData("PUT", "/v1/users/u/profile")]
    [InlineData("POST", "/v1/training")]
    [InlineData("POST", "/reco")]
    public async Task Send_MalformedJson_NamesLineByteAndField(string method, string path)
    {
        var answer = await Client.SendAsync(new HttpMethod(method), path, "{\n  \"field\": oops}");

        answer.AssertRefused(400, "malformed_json", "$.field");
        Assert.StartsWith("Line 2, byte 12", answer.String("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "/v1/products/p", 200_000)]
    [InlineData("PUT", "/v1/users/u/profile", 70_000)]
    [InlineData("POST", "/v1/training", 20_000)]
    [InlineData("POST", "/reco", 20_000)]
    public async Task Send_TooLongABody_Is413(string method, string path, int length)
    {
        var answer = await Client.SendAsync(new HttpMethod(method), path, $"{{\"a\": \"{new string('x', length)}\"}}");

        answer.AssertRefused(413, "too_large");
    }

    [Fact]
    public async Task Send_ChunkedBodyOverTheLimit_Is413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reco");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StringContent(new string(' ', 40_000), System.Text.Encoding.UTF8, "application/json");

        using var response = await Client.Http.SendAsync(request);

        Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
