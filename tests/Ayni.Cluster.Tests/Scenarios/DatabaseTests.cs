using Ayni.Cluster.Tests.Shop;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>PostgreSQL crashes and comes back under load.</summary>
public sealed class DatabaseTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    [SkippableFact]
    public Task Postgres_StoppedAndStarted_LosesNothing() => StopAndStartAsync(Scale.Short);

    [SkippableFact, Trait("Length", "Long")]
    public Task Postgres_StoppedAndStartedForLong_LosesNothing()
    {
        Scale.SkipUnlessLong();
        return StopAndStartAsync(Scale.Long);
    }

    private Task StopAndStartAsync(Scale scale) => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(FirstGateway, FirstSilo);

        var report = await UnderLoadAsync("PostgreSQL stopped (immediate) and started", scale, async () =>
        {
            await Cluster.Postgres.StopImmediatelyAsync();
            await PassAsync(Away);
            await Cluster.Postgres.StartAsync();
        });

        foreach (var member in new[] { FirstGateway, FirstSilo })
            Assert.True(Cluster[member.Name].IsRunning, $"{member.Name} ended of it.");
        await new ShopClient(Cluster.Gateways[0].Http!).CheckAsync(Shop);
        Targets.Check(report);
    });
}
