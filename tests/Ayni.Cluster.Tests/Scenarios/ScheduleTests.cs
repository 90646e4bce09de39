using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>A schedule outlives the processes that were told of it.</summary>
public sealed class ScheduleTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    private const string Path = "/v1/training/schedule";

    private static readonly Member[] Members = [FirstGateway, FirstSilo];

    [SkippableFact]
    public Task KillAll_WithASchedule_TrainsAtTheNextTimeAndRemembersIt() => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(Members);
        await Client().SendAsync(
            HttpMethod.Put,
            Path,
            $$"""{"cron": "* * * * *", "min_interval": "0", "min_new_interactions": 0, "options": {{SmallModel}}}""");
        await Cluster.KillAllAsync();
        await Cluster.EnsureAsync(Members);

        var status = await Client().WaitForTrainingAsync(status =>
            status.TryGetProperty("reason", out var reason)
            && reason.GetString()?.StartsWith("schedule", StringComparison.Ordinal) == true
            && !status.GetProperty("is_running").GetBoolean());
        await Client().SendAsync(HttpMethod.Put, Path, """{"cron": "@yearly"}""");

        var run = status.GetProperty("run_id").GetString()!;
        Assert.True(status.GetProperty("phase").GetString() == "completed", status.GetRawText());
        await Cluster.KillAllAsync();
        await Cluster.EnsureAsync(Members);
        var schedule = await Client().GetAsync(Path);
        Assert.StartsWith("schedule", schedule.GetProperty("last_run").GetProperty("reason").GetString());
        Assert.Contains(run, (await Client().GetAsync("/v1/models")).GetRawText());
        await Client().SendAsync(HttpMethod.Delete, Path);
        await FaultTable.WriteAsync(
            Output, "| kill -9 of all, with a schedule | – | – | – | – | – | – | – |", $"{run} was trained by it");
    });

    private ShopClient Client() => new(Cluster.Gateways[0].Http!);
}
