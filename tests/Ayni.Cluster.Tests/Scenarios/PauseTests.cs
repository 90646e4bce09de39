using Ayni.Silo.Hosting;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>A process that stands still until the others give it up, and then goes on.</summary>
public sealed class PauseTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [SkippableFact]
    public Task Pause_UntilGivenUp_EndsWithOneLineAndSoDoOthersTellIt() => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(FirstGateway, FirstSilo, SecondSilo);
        var (witness, paused) = (Cluster[SecondSilo.Name], Cluster[FirstSilo.Name]);
        var port = $":{Cluster.PlaceOf(FirstSilo).SiloPort}:";

        await paused.SendAsync("STOP");
        await witness.Output.WaitForAsync(line => IsGone(line, port)).WaitAsync(Limit);
        await paused.SendAsync("CONT");

        Assert.Equal(HostStart.GivenUpExitCode, await paused.Ended.WaitAsync(Limit));
        Assert.Single(paused.Output.Text.Split('\n'), line => line.StartsWith("Ayni ends:", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", paused.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", witness.Output.Text, StringComparison.Ordinal);
    });

    private static bool IsGone(string line, string port) =>
        line.Contains(port, StringComparison.Ordinal) && line.Contains(" is gone:", StringComparison.Ordinal);
}
