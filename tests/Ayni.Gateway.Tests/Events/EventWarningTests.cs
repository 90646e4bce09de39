using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Events;

public sealed class EventWarningTests
{
    [Fact]
    public async Task Post_ProductThatTheCatalogueDoesNotHold_IsTakenWithAWarning()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var client = gateway.Client;
        var unfilled = await SendAsync(client, "SKU-1001");
        Assert.Equal(0, unfilled["warnings"].GetArrayLength());
        (await client.PostAsync("/v1/products:bulk", """
            [{"product_id": "SKU-1001", "product_name": "Olla"}, {"product_id": "SKU-1002", "product_name": "Sartén"},
             {"product_id": "zapato", "product_name": "Zapato"}]
            """)).AssertOk();

        var known = await SendAsync(client, "SKU-1001", "zapato");
        var unknown = await SendAsync(client, "SKU-1001", "sku-1002", "SKU-100", "olla", "olla");

        Assert.Equal(0, known["warnings"].GetArrayLength());
        Assert.Equal(5, unknown["accepted"].GetInt32());
        Assert.Equal(
            [
                ("unknown_product", "sku-1002", "SKU-1002"), ("unknown_product", "SKU-100", "SKU-1001"),
                ("unknown_product", "olla", null),
            ],
            unknown["warnings"].EnumerateArray().Select(warning => (
                warning.GetProperty("code").GetString()!,
                warning.GetProperty("product_id").GetString()!,
                warning.TryGetProperty("nearest", out var nearest) ? nearest.GetString() : null)));
        (await client.PutAsync("/v1/products/olla", """{"product_name": "Olla"}""")).AssertOk();
        Assert.Equal(0, (await SendAsync(client, "olla"))["warnings"].GetArrayLength());
    }

    private static async Task<Answer> SendAsync(GatewayClient client, params string[] products)
    {
        var events = products.Select(
            product => $$"""{"user_id": "u", "product_id": "{{product}}", "interaction_type": "view"}""");
        var answer = await client.PostAsync("/v1/events?wait=applied", $"[{string.Join(',', events)}]");
        answer.AssertOk(HttpStatusCode.Accepted);
        return answer;
    }
}
