using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Products;

public sealed class ProductApiTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Put_NewProduct_IsKept()
    {
        var put = await Client.PutAsync(
            "/v1/products/new",
            """
            {"product_name": "Café", "product_description": "250 g", "product_category": "Drinks > Coffee",
             "brand": "Selva", "product_price": 24.90, "list_price": 29.9, "stock": 3}
            """);

        put.AssertOk();
        var got = await Client.GetAsync("/v1/products/new");
        Assert.Equal("new", got.String("product.product_id"));
        Assert.Equal("Café", got.String("product.product_name"));
        Assert.Equal("250 g", got.String("product.product_description"));
        Assert.Equal(24.90m, got["product.product_price"].GetDecimal());
        Assert.Equal("PEN", got.String("product.currency"));
        Assert.Equal(3, got["product.stock"].GetInt32());
        Assert.True(got["is_available"].GetBoolean());
        Assert.Contains("Café", got.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_SlashInTheId_IsOneProduct()
    {
        (await Client.PutAsync("/v1/products/a%2Fb%20c", """{"product_name": "Slash"}""")).AssertOk();

        Assert.Equal("a/b c", (await Client.GetAsync("/v1/products/a%2Fb%20c")).String("product.product_id"));
    }

    [Theory]
    [InlineData("""{}""", "product_name")]
    [InlineData("""{"product_name": " "}""", "product_name")]
    [InlineData("""{"product_name": "x", "product_id": "other"}""", "product_id")]
    [InlineData("""{"product_name": "x", "product_price": -1}""", "product_price")]
    [InlineData("""{"product_name": "x", "product_price": "12"}""", "product_price")]
    [InlineData("""{"product_name": "x", "currency": "soles"}""", "currency")]
    [InlineData("""{"product_name": "x", "stock": 1.5}""", "stock")]
    [InlineData("""{"product_name": "x", "is_active": "yes"}""", "is_active")]
    [InlineData("""{"product_name": "x", "parent_id": ".."}""", "parent_id")]
    [InlineData("""{"product_name": "x", "tags": "a"}""", "tags")]
    [InlineData("""{"product_name": "x", "tags": ["a", 1]}""", "tags")]
    [InlineData("""{"product_name": "x", "stores": [" "]}""", "stores")]
    [InlineData("""{"product_name": "x", "groups": ["\u0000"]}""", "groups")]
    [InlineData("""{"product_name": "x", "added_at": "yesterday"}""", "added_at")]
    [InlineData("""{"product_name": "x", "added_at": "1969-12-31T23:59:59Z"}""", "added_at")]
    [InlineData("""{"product_name": "x", "added_at": "2200-01-01"}""", "added_at")]
    [InlineData("""{"product_name": "x", "attributes": []}""", "attributes")]
    [InlineData("""{"product_name": "x", "attributes": {"1a": 1}}""", "attributes.1a")]
    [InlineData("""{"product_name": "x", "attributes": {"a-b": 1}}""", "attributes.a-b")]
    [InlineData("""{"product_name": "x", "attributes": {"a": {}}}""", "attributes.a")]
    [InlineData("""{"product_name": "x", "attributes": {"a": [[]]}}""", "attributes.a")]
    [InlineData("""{"product_name": "x", "attributes": {"a": ""}}""", "attributes.a")]
    [InlineData("""{"product_name": "x", "attributes": {"a": 1e999}}""", "attributes.a")]
    [InlineData("""[]""", "$")]
    public async Task Put_BadField_IsNamed(string json, string field) =>
        (await Client.PutAsync("/v1/products/bad", json)).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Put_LongId_IsRefused() =>
        (await Client.PutAsync($"/v1/products/{new string('x', 129)}", """{"product_name": "x"}"""))
            .AssertRefused(400, "invalid", "product_id");

    [Fact]
    public async Task Patch_SomeFields_LeavesTheOthers()
    {
        await Client.PutAsync(
            "/v1/products/patched", """{"product_name": "Té", "brand": "Andino", "product_price": 5, "stock": 2}""");

        var answer = await Client.PatchAsync(
            "/v1/products/patched", """{"product_price": 4.5, "stock": 0, "brand": null}""");

        answer.AssertOk();
        Assert.Equal("Té", answer.String("product.product_name"));
        Assert.Equal(4.5m, answer["product.product_price"].GetDecimal());
        Assert.Null(answer.String("product.brand"));
        Assert.False(answer["is_available"].GetBoolean());
    }

    [Theory]
    [InlineData("""{"product_name": null}""", "product_name")]
    [InlineData("""{"stock": -1}""", "stock")]
    public async Task Patch_BadField_IsNamed(string json, string field) =>
        (await Client.PatchAsync("/v1/products/any", json)).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Patch_NothingKnown_IsRefusedWithTheNearest()
    {
        var answer = await Client.PatchAsync("/v1/products/any", """{"produt_price": 3}""");

        answer.AssertRefused(400, "invalid", "produt_price");
        Assert.Contains("Did you mean product_price?", answer.String("errors.0.remedy"), StringComparison.Ordinal);
        (await Client.PatchAsync("/v1/products/any", "{}")).AssertRefused(400, "invalid");
    }

    [Fact]
    public async Task PutAndPatch_UnknownFields_AreListed()
    {
        var put = await Client.PutAsync(
            "/v1/products/listed", """{"product_name": "x", "weight": 3, "colour": "red"}""");
        var patch = await Client.PatchAsync("/v1/products/listed", """{"stock": 1, "weight": 3}""");
        var plain = await Client.PutAsync("/v1/products/listed", """{"product_name": "x", "product_id": "listed"}""");

        Assert.Equal(["weight", "colour"], put["ignored_fields"].EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["weight"], patch["ignored_fields"].EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(0, plain["ignored_fields"].GetArrayLength());
        Assert.False((await Client.GetAsync("/v1/products/listed")).Json.TryGetProperty("ignored_fields", out _));
    }

    [Theory]
    [InlineData("price", "product_price")]
    [InlineData("Category", "product_category")]
    [InlineData("name", "product_name")]
    [InlineData("description", "product_description")]
    [InlineData("stok", "stock")]
    [InlineData("barnd", "brand")]
    [InlineData("tág", "tags")]
    [InlineData("attribute", "attributes")]
    [InlineData("productPrice", "product_price")]
    public async Task PutAndPatch_MisspeltField_IsRefusedWithTheRightOne(string sent, string meant)
    {
        await Client.PutAsync("/v1/products/spelt", """{"product_name": "x"}""");
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch })
        {
            var answer = await Client.SendAsync(
                method, "/v1/products/spelt", $$"""{"product_name": "y", "{{sent}}": 3, "weight": 1}""");

            answer.AssertRefused(400, "invalid", sent);
            Assert.Equal(1, answer["errors"].GetArrayLength());
            Assert.Contains($"Did you mean {meant}?", answer.String("errors.0.remedy"), StringComparison.Ordinal);
        }

        Assert.Equal("x", (await Client.GetAsync("/v1/products/spelt")).String("product.product_name"));
    }

    [Fact]
    public async Task Delete_Product_IsGone()
    {
        await Client.PutAsync("/v1/products/gone", """{"product_name": "x"}""");

        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteAsync("/v1/products/gone")).Status);

        (await Client.GetAsync("/v1/products/gone")).AssertRefused(404, "not_found", "product_id");
        (await Client.DeleteAsync("/v1/products/gone")).AssertRefused(404, "not_found", "product_id");
        (await Client.PatchAsync("/v1/products/gone", """{"stock": 1}"""))
            .AssertRefused(404, "not_found", "product_id");
        (await Client.GetAsync("/v1/products/gone/similar")).AssertRefused(404, "not_found");
    }

    [Fact]
    public async Task List_Pages_HoldEveryProductOnce()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var rows = string.Join(
            '\n', Enumerable.Range(0, 25).Select(i => $$"""{"product_id": "p{{i:D2}}", "product_name": "n"}"""));
        (await gateway.Client.SendAsync(HttpMethod.Post, "/v1/products:bulk", rows, "application/x-ndjson")).AssertOk();

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var after = cursor is null ? "" : $"&cursor={cursor}";
            var page = await gateway.Client.GetAsync($"/v1/products?limit=10{after}");
            page.AssertOk();
            seen.AddRange(page["products"].EnumerateArray().Select(p => p.GetProperty("product_id").GetString()!));
            cursor = page.String("next_cursor");
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"p{i:D2}"), seen);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("cursor=***", "cursor")]
    public async Task List_BadParameter_IsNamed(string query, string field) =>
        (await Client.GetAsync($"/v1/products?{query}")).AssertRefused(400, "invalid", field);
}
