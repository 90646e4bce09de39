using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>kill -9 of one process under load, and of all of them.</summary>
public sealed class KillTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    private static readonly Member First = Member.Gateway("gateway-1");
    private static readonly Member Second = Member.Gateway("gateway-2");
    private static readonly Member Silo = Member.Silo("silo-1");

    [SkippableFact]
    public Task KillSilo_UnderLoad_IsSurvivedByTheOthers() => KillSiloAsync(Scale.Short);

    [SkippableFact, Trait("Length", "Long")]
    public Task KillSilo_UnderLoadForLong_IsSurvivedByTheOthers()
    {
        Scale.SkipUnlessLong();
        return KillSiloAsync(Scale.Long);
    }

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
        await EnsureAsync(First, Second, Silo);
        await Cluster.KillAllAsync();
        var members = new[] { First, Second, Silo }.Select(member => atOtherPorts ? member.AtOtherPorts() : member);
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
        // The next test of this class finds the cluster at its own ports.
        await Cluster.KillAllAsync();
    });

    private Task KillSiloAsync(Scale scale) => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(First, Second, Silo);

        var report = await UnderLoadAsync("kill -9 of a silo", scale, async () =>
        {
            await Cluster.EnsureAsync(Silo);
            await Cluster[Silo.Name].KillAsync();
        });

        Targets.Check(report);
    });

    private Task KillGatewayAsync(Scale scale) => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(First, Second, Silo);

        var report = await UnderLoadAsync(
            "kill -9 of one of two gateways", scale, () => Cluster[Second.Name].KillAsync(), Second.Name);

        Targets.Check(report);
    });
}
