using Ayni.Cluster.Tests.Processes;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>A silo comes, and one goes, under load.</summary>
public sealed class GrowthTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    private static readonly Member Newcomer = Member.Silo("silo-3");

    /// <summary>Docker waits ten seconds between asking and killing.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    [SkippableFact]
    public Task SiloJoinsAndLeaves_UnderLoad_CostsNothing() => JoinAndLeaveAsync(Scale.Short);

    [SkippableFact, Trait("Length", "Long")]
    public Task SiloJoinsAndLeaves_UnderLoadForLong_CostsNothing()
    {
        Scale.SkipUnlessLong();
        return JoinAndLeaveAsync(Scale.Long);
    }

    private Task JoinAndLeaveAsync(Scale scale) => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(FirstGateway, FirstSilo);

        Targets.Check(await UnderLoadAsync(
            "a silo joins", scale with { Faults = 1 }, () => Cluster.StartAsync(Newcomer)));
        Targets.CheckLostProcess(await UnderLoadAsync(
            "a silo leaves by SIGTERM", scale, async () =>
            {
                await Cluster.EnsureAsync(Newcomer);
                await LeaveAsync();
            }));
    });

    private async Task LeaveAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await Cluster[Newcomer.Name].SignalAsync("TERM"));
        var took = TimeProvider.System.GetElapsedTime(start);
        Output.WriteLine($"The silo left within {took}.");
        Assert.True(took < LongestStop, $"{took} is over {LongestStop}.");
    }
}
