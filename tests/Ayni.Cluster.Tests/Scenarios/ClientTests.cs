using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>Processes without a silo of their own beside the cluster.</summary>
public sealed class ClientTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    [SkippableFact]
    public Task Gateway_WithTheRoleOfAClient_AnswersFromTheSilosOfOthers() => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(FirstGateway, FirstSilo);
        var member = Member.Gateway("client-1");

        using var client = Cluster.Start(member, ("Ayni__Role", "client"));
        await client.WaitUntilUpAsync();

        Assert.Equal([member.HttpPort], ListeningPorts.Of(client.Id));
        Assert.Equal(
            await new ShopClient(Cluster.Gateways[0].Http!).CheckAsync(Shop),
            await new ShopClient(client.Http!).CheckAsync(Shop));
        Assert.Equal(0, await client.SignalAsync("TERM"));
    });
}
