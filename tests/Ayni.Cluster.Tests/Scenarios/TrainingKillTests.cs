using System.Globalization;
using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>A silo is killed in the middle of a sweep: the model is that of an undisturbed run, to the bit.</summary>
public sealed class TrainingKillTests(ClusterFixture cluster, ITestOutputHelper output)
    : ClusterScenario(cluster, output)
{
    private static readonly SmallShop Large = SmallShop.Larger;

    private static readonly Member[] Members = [FirstGateway, FirstSilo, SecondSilo];

    [SkippableFact]
    public Task KillSilo_InTheMiddleOfASweep_TheModelHasTheSameBits() => TrainAsync(sweeps: 20, kills: 1);

    [SkippableFact, Trait("Length", "Long")]
    public Task KillSilo_InManySweeps_TheModelHasTheSameBits()
    {
        Scale.SkipUnlessLong();
        return TrainAsync(sweeps: 200, kills: 4);
    }

    private Task TrainAsync(int sweeps, int kills) => Cluster.RunAsync(Output, async () =>
    {
        await Cluster.EnsureAsync(Members);
        var client = new ShopClient(Cluster.Gateways[0].Http!);
        await Cluster.OnceAsync("large shop", () => Large.FillAsync(Cluster.Gateways[0].Http!));
        var position = (await client.GetAsync("/v1/status")).GetProperty("log_head").GetInt64();
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"rank": 64, "sweeps": {{sweeps}}, "blocks": 6, "seed": 7, "as_of_position": {{position}}}""");
        var undisturbed = await client.HashOfAsync(await client.TrainAsync(options));

        var run = await client.StartTrainingAsync(options);
        for (var kill = 1; kill <= kills; kill++)
        {
            var sweep = kill * sweeps / (kills + 1);
            await client.WaitForTrainingAsync(status => status.GetProperty("sweeps_done").GetInt32() >= sweep
                || !status.GetProperty("is_running").GetBoolean());
            var victim = Members[1 + (kill % 2)];
            await Cluster[victim.Name].KillAsync();
            await Cluster.EnsureAsync(victim);
        }

        var end = await client.WaitForPublishedAsync(run);
        var disturbed = await client.HashOfAsync(run);

        var isSame = disturbed == undisturbed;
        await FaultTable.WriteAsync(
            Output,
            $"| kill -9 of a silo, {kills} times in {sweeps} sweeps | – | – | – | – | – | – "
                + $"| {(isSame ? "yes" : "no")} |",
            $"{end.GetProperty("blocks_redone")} blocks redone, hash {disturbed}");
        Assert.Equal(undisturbed, disturbed);
    });
}
