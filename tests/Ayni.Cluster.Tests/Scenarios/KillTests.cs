using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>kill -9 of one process under load, and of all of them.</summary>
public sealed class KillTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    [SkippableFact]
    public Task KillSilo_UnderLoad_IsSurvivedByTheOthers() =>
        KillSiloAsync("", Scale.Short, FirstGateway, SecondGateway, FirstSilo);

    [SkippableFact, Trait("Length", "Long")]
    public Task KillSilo_UnderLoadForLong_IsSurvivedByTheOthers()
    {
        Scale.SkipUnlessLong();
        return KillSiloAsync("", Scale.Long, FirstGateway, SecondGateway, FirstSilo);
    }

    [SkippableFact]
    public Task KillSilo_UnderLoadOfOneGateway_IsSurvivedByTheOthers() =>
        KillSiloAsync(" beside another", Scale.Short, FirstGateway, FirstSilo, SecondSilo);

    [SkippableFact]
    public Task KillGateway_UnderLoad_TheOtherKeepsAnswering() => KillGatewayAsync(Scale.Short);

    [SkippableFact, Trait("Length", "Long")]
    public Task KillGateway_UnderLoadForLong_TheOtherKeepsAnswering()
    {
        Scale.SkipUnlessLong();
        return KillGatewayAsync(Scale.Long);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public Task KillAll_StartedAgain_AnswersSoon(bool atOtherPorts) => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(FirstGateway, SecondGateway, FirstSilo);
        await Cluster.KillAllAsync();
        var members = new[] { FirstGateway, SecondGateway, FirstSilo }
            .Select(Cluster.PlaceOf)
            .Select(place => atOtherPorts ? place.AtOtherPorts() : place);
        var start = TimeProvider.System.GetTimestamp();

        await Cluster.StartAsync([.. members]);
        foreach (var gateway in Cluster.Gateways)
            await new ShopClient(gateway.Http!).CheckAsync(Shop);
        var took = TimeProvider.System.GetElapsedTime(start);

        await FaultTable.WriteAsync(
            Output,
            $"| kill -9 of all, started again{(atOtherPorts ? " at other ports" : "")} | – | – | – | – "
                + $"| answers after {took.TotalSeconds:F1} s | – | – |");
        Assert.True(took < Targets.ColdStart, $"{took} is over {Targets.ColdStart}.");
    });

    private Task KillSiloAsync(string beside, Scale scale, params Member[] members) => Cluster.RunAsync(
        Output, async () =>
    {
        await Cluster.EndOthersAsync(members);
        await EnsureAsync(members);

        var report = await UnderLoadAsync($"kill -9 of a silo{beside}", scale, async () =>
        {
            await Cluster.EnsureAsync(FirstSilo);
            await Cluster[FirstSilo.Name].KillAsync();
        });

        Targets.CheckLostProcess(report);
    });

    private Task KillGatewayAsync(Scale scale) => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(FirstGateway, SecondGateway, FirstSilo);

        var report = await UnderLoadAsync(
            "kill -9 of one of two gateways", scale, () => Cluster[SecondGateway.Name].KillAsync(), SecondGateway.Name);

        Targets.CheckLostProcess(report);
    });
}
