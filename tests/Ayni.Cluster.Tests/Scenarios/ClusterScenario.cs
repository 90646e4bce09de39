using Ayni.Cluster.Tests.Load;
using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>
/// What the scenarios share: one cluster for all, since each start costs seconds. A scenario brings up what it needs
/// and may leave anything down.
/// </summary>
[Collection(ClusterCollection.Name)]
public abstract class ClusterScenario(ClusterFixture cluster, ITestOutputHelper output)
{
    private protected static readonly Member FirstGateway = Member.Gateway("gateway-1");
    private protected static readonly Member SecondGateway = Member.Gateway("gateway-2");
    private protected static readonly Member FirstSilo = Member.Silo("silo-1");
    private protected static readonly Member SecondSilo = Member.Silo("silo-2");

    internal const string SmallModel = """{"rank": 8, "sweeps": 4, "blocks": 4, "judged_share": 0, "search": "none"}""";

    private protected static readonly SmallShop Shop = SmallShop.Small;

    private protected ClusterFixture Cluster => cluster;

    private protected ITestOutputHelper Output => output;

    /// <summary>Brings up members that are not, on a shop that is filled and trained.</summary>
    private protected async Task EnsureAsync(params Member[] members)
    {
        await cluster.EnsureAsync(members);
        var http = cluster.Gateways[0].Http!;
        await cluster.OnceAsync("shop", () => Shop.FillAsync(http));
        await cluster.OnceAsync("model", () => new ShopClient(http).TrainAsync(SmallModel));
        // A first answer of each, so that what is measured is the fault and not a cold start.
        foreach (var gateway in cluster.Gateways)
            await new ShopClient(gateway.Http!).CheckAsync(Shop);
    }

    /// <summary>Load on all gateways, a fault in the middle, and the row of the table.</summary>
    /// <param name="fault">What the row is called.</param>
    /// <param name="scale">How much.</param>
    /// <param name="breakAsync">The fault.</param>
    /// <param name="dead">Gateways that it takes down.</param>
    private protected async Task<LoadReport> UnderLoadAsync(
        string fault, Scale scale, Func<Task> breakAsync, params string[] dead)
    {
        var gateways = cluster.Gateways.Select(gateway => (gateway.Name, gateway.Http!.BaseAddress!));
        await using var load = new LoadGenerator(
            gateways, Shop, LoadOptions.Of(scale.RequestsPerSecond), fault.Replace(' ', '-'));
        await PassAsync(scale.Before);
        for (var times = 0; times < scale.Faults; times++)
        {
            await breakAsync();
            await PassAsync(scale.After);
        }

        await load.EndAsync();
        var report = LoadReport.From(load, dead, await load.Ledger.CompareAsync(cluster.Postgres));
        await FaultTable.WriteAsync(output, report.Row(fault, "–"), report.ToString());
        return report;
    }

    /// <summary>Lets load run: what is measured is what happens in this time.</summary>
    private protected static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }
}

/// <summary>The scenarios that share a cluster.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "one cluster";
}
