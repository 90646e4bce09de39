using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>Train, publish, restart: first each process in turn, then all; then roll back.</summary>
public sealed class RestartTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    private const string OtherModel =
        """{"rank": 8, "sweeps": 4, "blocks": 4, "judged_share": 0, "seed": 2, "search": "none"}""";

    private static readonly Member[] Members = [FirstGateway, FirstSilo, SecondSilo];

    [SkippableFact]
    public Task Restart_OfEachAndOfAll_KeepsModelAnswersAndRollBack() => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(Members);
        var first = await ActiveAsync();
        var second = await Client().TrainAsync(OtherModel);
        var items = await Client().WholeAnswerAsync(Shop);

        foreach (var member in Members)
        {
            await StopAsync(member);
            await Cluster.EnsureAsync(member);
            Assert.Equal(items, await Client().WholeAnswerAsync(Shop));
        }

        await Task.WhenAll(Members.Select(StopAsync));
        await Cluster.EnsureAsync(Members);
        Assert.Equal(items, await Client().WholeAnswerAsync(Shop));
        Assert.Equal(second, await ActiveAsync());

        await Client().ActivateAsync(first);
        await Client().CheckAsync(Shop);
        Assert.Equal(first, await ActiveAsync());
        await FaultTable.WriteAsync(
            Output, "| restart of each in turn, then of all, then roll-back | – | 0 | 0 | – | – | – | same answers |");
    });

    private ShopClient Client() => new(Cluster.Gateways[0].Http!);

    private async Task<string> ActiveAsync() =>
        (await Client().GetAsync("/v1/models")).GetProperty("active_version").GetString()!;

    private async Task StopAsync(Member member) => Assert.Equal(0, await Cluster[member.Name].SignalAsync("TERM"));
}
