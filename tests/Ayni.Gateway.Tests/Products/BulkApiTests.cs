using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Products;

public sealed class BulkApiTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Post_ArrayWithBadRows_KeepsTheGoodAndReportsTheBad()
    {
        var answer = await Client.PostAsync(
            "/v1/products:bulk",
            """
            [{"product_id": "bulk-1", "product_name": "One"},
             {"product_id": "bulk-2", "product_price": -4},
             {"product_id": "bulk-3", "product_name": "Three", "stock": 0}]
            """);

        answer.AssertOk();
        Assert.Equal(3, answer["rows"].GetInt32());
        Assert.Equal(2, answer["stored"].GetInt32());
        Assert.Equal(1, answer["refused"].GetInt32());
        Assert.Equal(
            [(2, "product_name"), (2, "product_price")],
            answer["problems"].EnumerateArray()
                .Select(p => (p.GetProperty("row").GetInt32(), p.GetProperty("field").GetString()!)));
        Assert.Equal("Three", (await Client.GetAsync("/v1/products/bulk-3")).String("product.product_name"));
        (await Client.GetAsync("/v1/products/bulk-2")).AssertRefused(404, "not_found");
    }

    [Fact]
    public async Task Post_Ndjson_NumbersRowsByLine()
    {
        var answer = await Client.SendAsync(
            HttpMethod.Post, "/v1/products:bulk",
            """{"product_id": "line-1", "product_name": "One"}""" + "\n\n"
            + """{"product_id": }""" + "\r\n"
            + """{"product_id": "line-4", "product_name": "Four"}""",
            "application/x-ndjson");

        answer.AssertOk();
        Assert.Equal(2, answer["stored"].GetInt32());
        Assert.Equal(3, answer["problems.0.row"].GetInt32());
        Assert.Equal("$.product_id", answer.String("problems.0.field"));
    }

    [Fact]
    public async Task Post_ProductKnownBefore_IsReplacedInItsGrain()
    {
        await Client.PutAsync("/v1/products/known", """{"product_name": "Old"}""");

        (await Client.PostAsync("/v1/products:bulk", """[{"product_id": "known", "product_name": "New"}]"""))
            .AssertOk();

        Assert.Equal("New", (await Client.GetAsync("/v1/products/known")).String("product.product_name"));
    }

    [Fact]
    public async Task Post_NoGoodRow_IsRefused() =>
        (await Client.PostAsync("/v1/products:bulk", """[{"product_id": "x"}]"""))
            .AssertRefused(400, "invalid", "row 1: product_name");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    public async Task Post_NoRows_IsRefused(string body) =>
        (await Client.PostAsync("/v1/products:bulk", body)).AssertRefused(400, "invalid");

    [Fact]
    public async Task Post_BrokenArray_IsRefusedWithItsPlace() =>
        (await Client.PostAsync("/v1/products:bulk", """[{"product_id": "x"},"""))
            .AssertRefused(400, "malformed_json", "$[0]");

    [Fact]
    public async Task Post_TooManyRows_IsRefusedWhole()
    {
        var rows = string.Join(
            '\n',
            Enumerable.Range(0, 10_001).Select(i => $$"""{"product_id":"over-{{i}}","product_name":"n"}"""));

        var answer = await Client.SendAsync(HttpMethod.Post, "/v1/products:bulk", rows, "application/x-ndjson");

        answer.AssertRefused(413, "too_large");
        (await Client.GetAsync("/v1/products/over-0")).AssertRefused(404, "not_found");
    }
}
