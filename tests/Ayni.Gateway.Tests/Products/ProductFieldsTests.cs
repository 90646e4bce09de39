using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.Gateway.Products;
using Ayni.Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace Ayni.Gateway.Tests.Products;

/// <summary>Families, labels, views, groups, moments and attributes, and the currency of a price.</summary>
public sealed class ProductFieldsTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private const string Full =
        """
        {"product_name": "Polo", "parent_id": "polo-inca", "tags": ["verano", "algodón", "verano"],
         "stores": ["lima"], "groups": ["vip"],
         "prices": [{"store": "lima", "product_price": 21.90}, {"group": "vip", "product_price": 20, "list_price": 30}],
         "added_at": "2026-03-04T00:00:00-05:00",
         "attributes": {"color": "azul", "size": 42.5, "vegan": true, "materials": ["lino", "algodón"],
                        "released": "2026-01-02", "batch": "2026-01-02 A", "nothing": null}}
        """;

    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Put_EveryField_IsAnsweredReadAndListed()
    {
        var put = await Client.PutAsync("/v1/products/full", Full);

        put.AssertOk();
        foreach (var answer in new[] { put, await Client.GetAsync("/v1/products/full") })
        {
            Assert.Equal("polo-inca", answer.String("product.parent_id"));
            Assert.Equal("""["algodón","verano"]""", Raw(answer["product.tags"]));
            Assert.Equal("""["lima"]""", Raw(answer["product.stores"]));
            Assert.Equal("""["vip"]""", Raw(answer["product.groups"]));
            Assert.Equal("vip", answer.String("product.prices.0.group"));
            Assert.Equal(30, answer["product.prices.0.list_price"].GetDecimal());
            Assert.Equal("lima", answer.String("product.prices.1.store"));
            Assert.Equal(21.9m, answer["product.prices.1.product_price"].GetDecimal());
            Assert.Equal("2026-03-04T05:00:00+00:00", answer.String("product.added_at"));
            Assert.Equal(
                """
                {"batch":"2026-01-02 A","color":"azul","materials":["algodón","lino"],
                "released":"2026-01-02T00:00:00+00:00","size":42.5,"vegan":true}
                """.ReplaceLineEndings(""),
                Raw(answer["product.attributes"]));
        }

        var listed = (await Client.GetAsync("/v1/products?limit=500"))["products"].EnumerateArray()
            .Single(product => product.GetProperty("product_id").GetString() == "full");
        Assert.Equal(Raw(put["product"]), Raw(listed));
    }

    [Fact]
    public async Task Put_WhatGetAnswered_ChangesNothing()
    {
        var first = await Client.PutAsync("/v1/products/echo", Full);

        var again = await Client.PutAsync("/v1/products/echo", Raw(first["product"]));

        again.AssertOk();
        Assert.Equal(Raw(first["product"]), Raw(again["product"]));
        Assert.Equal(0, again["ignored_fields"].GetArrayLength());
    }

    [Fact]
    public async Task Put_WithoutAddedAt_KeepsTheFirst()
    {
        var first = await Client.PutAsync("/v1/products/dated", """{"product_name": "x"}""");
        await Client.PostAsync("/v1/products:bulk", """[{"product_id": "dated", "product_name": "y"}]""");

        var last = await Client.PutAsync("/v1/products/dated", """{"product_name": "z"}""");

        Assert.NotNull(first.String("product.added_at"));
        Assert.Equal(first.String("product.added_at"), last.String("product.added_at"));
    }

    [Fact]
    public async Task Patch_Attributes_AreMergedByNameAndSetsReplaced()
    {
        await Client.PutAsync("/v1/products/merged", Full);

        var some = await Client.PatchAsync(
            "/v1/products/merged",
            """{"attributes": {"color": "rojo", "size": null, "new": 1}, "tags": ["otoño"], "stores": null}""");
        var none = await Client.PatchAsync(
            "/v1/products/merged", """{"attributes": null, "parent_id": null, "groups": []}""");

        Assert.Equal(
            """
            {"batch":"2026-01-02 A","color":"rojo","materials":["algodón","lino"],"new":1,
            "released":"2026-01-02T00:00:00+00:00","vegan":true}
            """.ReplaceLineEndings(""),
            Raw(some["product.attributes"]));
        Assert.Equal("""["otoño"]""", Raw(some["product.tags"]));
        Assert.Equal("[]", Raw(some["product.stores"]));
        Assert.Equal("{}", Raw(none["product.attributes"]));
        Assert.Equal("[]", Raw(none["product.groups"]));
        Assert.Null(none.String("product.parent_id"));
        (await Client.PatchAsync("/v1/products/merged", """{"added_at": null}"""))
            .AssertRefused(400, "invalid", "added_at");
    }

    [Fact]
    public async Task Patch_Prices_AreReplacedEmptiedAndLeftAlone()
    {
        await Client.PutAsync("/v1/products/priced", Full);

        var left = await Client.PatchAsync("/v1/products/priced", """{"stock": 3}""");
        var replaced = await Client.PatchAsync(
            "/v1/products/priced", """{"prices": [{"store": "cusco", "product_price": 9}]}""");
        var emptied = await Client.PatchAsync("/v1/products/priced", """{"prices": null}""");

        Assert.Equal(2, left["product.prices"].GetArrayLength());
        Assert.Equal("PEN", left.String("product.currency"));
        Assert.Equal("cusco", replaced.String("product.prices.0.store"));
        Assert.Equal(1, replaced["product.prices"].GetArrayLength());
        Assert.Equal(0, emptied["product.prices"].GetArrayLength());
        Assert.Null(emptied.String("product.currency"));
    }

    [Theory]
    [InlineData("""{"product_price": 5}""", "prices[0].group")]
    [InlineData("""{"store": null, "group": null, "product_price": 5}""", "prices[0].group")]
    [InlineData("""{"store": " ", "product_price": 5}""", "prices[0].store")]
    [InlineData("""{"store": "lima"}""", "prices[0].product_price")]
    [InlineData("""{"store": "lima", "product_price": -1}""", "prices[0].product_price")]
    [InlineData("""{"store": "lima", "product_price": 5, "list_price": "6"}""", "prices[0].list_price")]
    [InlineData("""{"store": "lima", "price": 5, "product_price": 5}""", "prices[0].price")]
    [InlineData("""{"store": "Cusco", "product_price": 5}, {"store": "CUSCO ", "product_price": 6}""",
        "prices[1].product_price")]
    [InlineData("5", "prices[0]")]
    public async Task Put_PriceThatIsNone_IsRefusedByName(string prices, string field)
    {
        var body = $$"""{"product_name": "x", "prices": [{{prices}}]}""";

        (await Client.PutAsync("/v1/products/unpriced", body)).AssertRefused(400, "invalid", field);
        (await Client.PatchAsync("/v1/products/unpriced", $$"""{"prices": [{{prices}}]}"""))
            .AssertRefused(400, "invalid", field);
    }

    [Fact]
    public async Task Patch_MoreAttributesThanMayBe_IsRefused()
    {
        var many = string.Join(',', Enumerable.Range(0, 64).Select(i => $"\"a{i}\": {i}"));
        (await Client.PutAsync("/v1/products/many", $$$"""{"product_name": "x", "attributes": {{{{many}}}}}"""))
            .AssertOk();

        var answer = await Client.PatchAsync("/v1/products/many", """{"attributes": {"b": 1}}""");

        answer.AssertRefused(400, "invalid", "attributes");
        (await Client.PutAsync("/v1/products/many", $$$"""{"product_name": "x", "attributes": {{{{many}}}, "b": 1}}"""))
            .AssertRefused(400, "invalid", "attributes");
    }

    [Fact]
    public async Task Currency_WithTheSetting_IsTheShopsWhereThereIsAPrice()
    {
        var unpriced = await Client.PutAsync("/v1/products/coin", """{"product_name": "x"}""");
        var priced = await Client.PatchAsync("/v1/products/coin", """{"list_price": 3}""");
        var other = await Client.PatchAsync("/v1/products/coin", """{"product_price": 2, "currency": "USD"}""");
        var freed = await Client.PatchAsync("/v1/products/coin", """{"list_price": null, "product_price": null}""");

        Assert.Null(unpriced.String("product.currency"));
        Assert.Equal("PEN", priced.String("product.currency"));
        Assert.Equal("USD", other.String("product.currency"));
        Assert.Null(freed.String("product.currency"));
    }

    [Fact]
    public async Task Currency_WithoutTheSetting_MustComeWithThePrice()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Ayni:Currency=");
        var client = gateway.Client;
        (await client.PutAsync("/v1/products/p", """{"product_name": "x"}""")).AssertOk();
        Answer[] refused =
        [
            await client.PutAsync("/v1/products/p", """{"product_name": "x", "product_price": 3}"""),
            await client.PatchAsync("/v1/products/p", """{"product_price": 3}"""),
        ];
        var bulk = await client.PostAsync(
            "/v1/products:bulk",
            """
            [{"product_id": "a", "product_name": "a", "list_price": 3},
             {"product_id": "b", "product_name": "b"}]
            """);

        foreach (var answer in refused)
        {
            answer.AssertRefused(400, "invalid", "currency");
            Assert.Contains("Send currency with the price", answer.String("errors.0.remedy"), StringComparison.Ordinal);
            Assert.Contains("Ayni:Currency", answer.String("errors.0.remedy"), StringComparison.Ordinal);
        }

        Assert.Equal("currency", bulk.String("problems.0.field"));
        Assert.Equal(1, bulk["stored"].GetInt32());
        (await client.PatchAsync("/v1/products/p", """{"product_price": 3, "currency": "USD"}""")).AssertOk();
        (await client.PatchAsync("/v1/products/p", """{"product_price": 4}""")).AssertOk();
        (await client.PatchAsync("/v1/products/p", """{"currency": null}""")).AssertRefused(400, "invalid", "currency");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("PEN", "PEN")]
    public void ShopCurrency_OfASetting_IsItsCode(string? setting, string? code) =>
        Assert.Equal(code, ShopCurrency.Of(Settings(setting)).Code);

    [Theory]
    [InlineData("pen")]
    [InlineData("PE")]
    [InlineData("SOLES")]
    public void ShopCurrency_NoCode_IsRefusedWithTheSettingsName(string setting)
    {
        var refusal = Assert.Throws<AyniException>(() => ShopCurrency.Of(Settings(setting)));

        Assert.Contains("Ayni:Currency", refusal.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(string? currency) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { [ShopCurrency.Setting] = currency }).Build();

    private static string Raw(JsonElement element) => element.GetRawText();
}
