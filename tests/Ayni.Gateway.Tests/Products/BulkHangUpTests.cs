using System.Text;
using Ayni.Domain.Catalog;
using Ayni.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Gateway.Tests.Products;

/// <summary>A load that began is finished, whatever the client does.</summary>
public sealed class BulkHangUpTests
{
    private const int Rows = 1_500;
    private const int MostTries = 3_000;

    [Fact]
    public async Task Post_ClientHangsUpAfterTheCommit_EveryProductIsRefreshed()
    {
        await using var gateway = await RunningGateway.StartAsync();
        (await gateway.Client.PostAsync("/v1/products:bulk", Body("old"))).AssertOk();
        var last = $"/v1/products/{IdOf(Rows - 1)}";
        Assert.Equal("old", (await gateway.Client.GetAsync(last)).String("product.product_name"));
        var body = Body("new");
        using var loader = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
        await loader.WriteAsync(RawConnection.Head(
            "POST", "/v1/products:bulk", Encoding.UTF8.GetByteCount(body), "Content-Type: application/json") + body);
        var catalog = gateway.App.Services.GetRequiredService<ICatalogStore>();
        await UntilAsync(async () => (await catalog.GetAsync([IdOf(0)]))[0].Name == "new");

        loader.Reset();

        await UntilAsync(async () => (await gateway.Client.GetAsync(last)).String("product.product_name") == "new");
    }

    private static async Task UntilAsync(Func<Task<bool>> isThere)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        for (var tries = 0; tries < MostTries && await timer.WaitForNextTickAsync(); tries++)
        {
            if (await isThere())
                return;
        }

        Assert.Fail("What was waited for never came.");
    }

    private static string IdOf(int row) => $"row-{row:D5}";

    private static string Body(string name) => $"[{string.Join(',', Enumerable.Range(0, Rows).Select(row =>
        $$"""{"product_id": "{{IdOf(row)}}", "product_name": "{{name}}"}"""))}]";
}
