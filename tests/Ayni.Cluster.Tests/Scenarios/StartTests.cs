using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Ayni.Testing;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>Starts: together on an empty database, side by side on one host, and those that must fail.</summary>
public sealed class StartTests(ClusterFixture cluster, ITestOutputHelper output) : IClassFixture<ClusterFixture>
{
    private const string FailedStart = "Ayni cannot start: ";

    private static readonly Member[] Members =
        [Member.Gateway("gateway-1"), Member.Gateway("gateway-2"), Member.Silo("silo-1"), Member.Silo("silo-2")];

    [SkippableFact]
    public Task Start_AllAtOnceOnAnEmptyDatabase_ComeUpAsOneCluster() => cluster.RunAsync(output, async () =>
    {
        var start = TimeProvider.System.GetTimestamp();
        await cluster.EnsureAsync(Members);
        var took = TimeProvider.System.GetElapsedTime(start);

        foreach (var gateway in cluster.Gateways)
        {
            var status = await new ShopClient(gateway.Http!).GetAsync("/v1/status");
            Assert.Equal(Members.Length, status.GetProperty("silos").GetArrayLength());
        }

        foreach (var member in Members)
        {
            int[] ports = member.IsGateway
                ? [member.SiloPort, member.ClientPort, member.HttpPort]
                : [member.SiloPort, member.ClientPort];
            Assert.Equal(ports.Order(), ListeningPorts.Of(cluster[member.Name].Id).Order());
            var text = cluster[member.Name].Output.Text;
            Assert.DoesNotContain("Participant check thread", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled exception", text, StringComparison.Ordinal);
        }

        await FaultTable.WriteAsync(
            output,
            $"| {Members.Length} started at once on an empty database | – | – | – | – "
                + $"| up after {took.TotalSeconds:F1} s | – | – |");
    });

    [SkippableFact]
    public Task Start_AtPortsInUse_EndsWithOneLine() => cluster.RunAsync(output, async () =>
    {
        await cluster.EnsureAsync(Members);
        var member = Member.Silo("silo-3") with { SiloPort = Members[2].SiloPort };

        using var process = cluster.Start(member);

        await AssertFailedAsync(process);
    });

    [SkippableFact]
    public Task Start_DatabaseOutOfReach_EndsWithOneLine() => cluster.RunAsync(output, async () =>
    {
        var nowhere = $"Host=127.0.0.1;Port={FreePorts.Next()};Username=nobody;Timeout=2";

        using var process = cluster.Start(Member.Silo("silo-4"), ("Ayni__Postgres", nowhere));

        await AssertFailedAsync(process);
    });

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_DataDirectoryInUse_EndsWithOneLine(bool isGateway)
    {
        using var folder = new TemporaryFolder();
        using var first = StartOn(folder, Member.Gateway("gateway-5"));
        await first.WaitUntilUpAsync();

        using var second = StartOn(folder, isGateway ? Member.Gateway("gateway-6") : Member.Silo("silo-6"));

        await AssertFailedAsync(second);
        Assert.Contains(folder.Path, second.Output.Text, StringComparison.Ordinal);
        Assert.True(first.IsRunning);
        Assert.Equal(0, await first.SignalAsync("TERM"));
    }

    private static AyniProcess StartOn(TemporaryFolder folder, Member member)
    {
        var settings = new Dictionary<string, string> { ["Ayni__DataDirectory"] = folder.Path };
        if (member.IsGateway)
            settings["urls"] = $"{member.Address}";
        var server = new ServerSettings(folder.Path, settings);
        return member.IsGateway
            ? AyniProcess.StartGateway(member.Name, server, member.Address)
            : AyniProcess.StartSilo(member.Name, server);
    }

    private static async Task AssertFailedAsync(AyniProcess process)
    {
        var exitCode = await process.Ended.WaitAsync(TimeSpan.FromMinutes(1));
        var lines = process.Output.Text.Split('\n');
        Assert.True(exitCode == 1, $"Exit code {exitCode}:\n{process.Output.Text}");
        Assert.Single(lines, line => line.StartsWith(FailedStart, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }
}
