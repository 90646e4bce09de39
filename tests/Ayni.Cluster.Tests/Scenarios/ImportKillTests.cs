using System.Globalization;
using System.Text;
using System.Text.Json;
using Ayni.Cluster.Tests.Load;
using Ayni.Cluster.Tests.Shop;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>kill -9 of the gateway that imports a file: started again it goes on, and every row counts once.</summary>
public sealed class ImportKillTests(ClusterFixture cluster, ITestOutputHelper output)
    : ClusterScenario(cluster, output)
{
    private const int Rows = 200_000;
    private const int Shoppers = 400;

    // More than may lie in the log when it is killed, and less than all.
    private const int RowsBeforeTheKill = 20_000;

    [SkippableFact]
    public Task KillGateway_InTheMiddleOfAnImport_EveryRowCountsOnce() => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(FirstGateway, FirstSilo);
        var ledger = new EventLedger("import");
        var accepted = await Client().SendAsync(HttpMethod.Post, "/v1/imports?file_name=views.csv", File(ledger));
        var path = $"/v1/imports/{accepted.GetProperty("id").GetString()}";
        await Client().WaitForAsync(path, import => import.GetProperty("rows").GetInt64() >= RowsBeforeTheKill);
        await Cluster[FirstGateway.Name].KillAsync();
        var (missing, _) = await ledger.CompareAsync(Cluster.Postgres);

        await Cluster.EnsureAsync(FirstGateway);
        var end = await Client().WaitForAsync(
            path, import => import.TryGetProperty("ended_at", out var at) && at.ValueKind != JsonValueKind.Null);

        var (lost, doubled) = await ledger.CompareAsync(Cluster.Postgres);
        await FaultTable.WriteAsync(
            Output,
            $"| kill -9 of a gateway in an import | – | – | – | – | – | {Rows}/{lost}/{doubled} | – |",
            $"{Rows - missing} rows were in when it was killed");
        Assert.InRange(missing, 1, Rows);
        Assert.Equal("completed", end.GetProperty("state").GetString());
        Assert.Equal(Rows, end.GetProperty("appended").GetInt64() + end.GetProperty("duplicates").GetInt64());
        Assert.Equal((0, 0), (lost, doubled));
    });

    private ShopClient Client() => new(Cluster.Gateways[0].Http!);

    private static string File(EventLedger ledger)
    {
        var text = new StringBuilder("user_id,product_id,type,timestamp,order_id\n");
        var start = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
        for (var row = 0; row < Rows; row++)
        {
            var id = ledger.NextId();
            ledger.Acknowledge(id);
            text.Append(
                CultureInfo.InvariantCulture,
                $"visitor-{row % Shoppers},product-{row / Shoppers % Shop.Products},view,");
            text.Append(CultureInfo.InvariantCulture, $"{start.AddSeconds(row):yyyy-MM-ddTHH:mm:ssZ},{id}\n");
        }

        return text.ToString();
    }
}
