using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Rounds;
using Ayni.Testing;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>
/// A disk without a free byte: events are refused for the time being and answers go on, nothing acknowledged is lost
/// though the process is killed then, and events come in again as soon as there is room, with no restart.
/// </summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private const int SqliteMegabytes = 48;
    private const int PostgresMegabytes = 128;
    private const int Users = 10;
    private const int EventsPerRequest = 200;
    private const int MostRequests = 2_000;

    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);
    private int _made;

    [SkippableFact]
    public async Task Sqlite_OnAFullDisk_RefusesEventsForNowAndLosesNone()
    {
        using var folder = new TemporaryFolder();
        using var disk = await SmallDisk.TryMountAsync(folder.Path, SqliteMegabytes);
        Skip.If(disk is null, SmallDisk.AbsentReason);
        await FillAndKillAsync(folder, disk, null, ("Ayni__DataDirectory", Path.Combine(disk.Path, "shop")));
    }

    [SkippableFact]
    public async Task Postgres_OnAFullDisk_RefusesEventsForNowAndLosesNone()
    {
        Skip.IfNot(PostgresServer.IsInstalled, PostgresServer.AbsentReason);
        using var folder = new TemporaryFolder();
        using var postgres = await PostgresServer.TryStartOnSmallDiskAsync(PostgresMegabytes);
        Skip.If(postgres is null, SmallDisk.AbsentReason);
        await FillAndKillAsync(
            folder,
            postgres.Disk!,
            postgres,
            ("Ayni__Postgres", postgres.ConnectionString),
            ("Ayni__SiloPort", $"{FreePorts.Next()}"),
            ("Ayni__GatewayPort", $"{FreePorts.Next()}"),
            ("Ayni__AdvertisedAddress", "127.0.0.1"));
    }

    private async Task FillAndKillAsync(
        TemporaryFolder folder,
        SmallDisk disk,
        PostgresServer? postgres,
        params (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Next()}");
        var environment = settings.Append(("urls", $"{address}")).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var server = new ServerSettings(folder.Path, environment);
        using (var gateway = AyniProcess.StartGateway("gateway", server, address))
        {
            try
            {
                await gateway.WaitUntilUpAsync();
                Assert.Equal(HttpStatusCode.Accepted, await PostAsync(gateway.Http!));

                disk.Fill();
                var refused = await PostUntilRefusedAsync(gateway.Http!);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
                await AnswersAsync(gateway.Http!);
                await FreeAsync(disk, postgres);
                await PostUntilTakenAsync(gateway.Http!);

                disk.Fill();
                await PostUntilRefusedAsync(gateway.Http!);
                await gateway.KillAsync();
                await FreeAsync(disk, postgres);
            }
            catch
            {
                output.WriteLine(gateway.Output.Text);
                throw;
            }
        }

        using var again = AyniProcess.StartGateway("gateway", server, address);
        await again.WaitUntilUpAsync();
        await PostUntilTakenAsync(again.Http!);
        await CheckAsync(again.Http!);
        output.WriteLine($"{_acknowledged.Count} events acknowledged, each there once");
    }

    // PostgreSQL that cannot write its log ends, and an operator starts it when there is room.
    private static async Task FreeAsync(SmallDisk disk, PostgresServer? postgres)
    {
        disk.Free();
        if (postgres is { IsRunning: false })
            await postgres.StartAsync();
    }

    private async Task<HttpStatusCode> PostUntilRefusedAsync(HttpClient http)
    {
        for (var request = 0; request < MostRequests; request++)
        {
            if (await PostAsync(http) is var status and not HttpStatusCode.Accepted)
                return status;
        }

        throw new InvalidOperationException($"{MostRequests} requests were taken on a full disk.");
    }

    private Task PostUntilTakenAsync(HttpClient http) => Eventually.HoldsAsync(
        async () => await PostAsync(http) == HttpStatusCode.Accepted, "events are taken again");

    private async Task<HttpStatusCode> PostAsync(HttpClient http)
    {
        var events = Enumerable.Range(0, EventsPerRequest).Select(_ =>
        {
            var id = $"event-{++_made}";
            return new LedgerEvent(id, id, UserOf(_made), "product-1", "view");
        }).ToList();
        using var answer = await http.PostAsJsonAsync("/v1/events", events, LedgerEvent.Format);
        if (answer.StatusCode == HttpStatusCode.Accepted)
        {
            foreach (var one in events)
                _acknowledged.Add(one.EventId);
        }
        else
        {
            Assert.True(answer.Headers.RetryAfter is not null, await answer.Content.ReadAsStringAsync());
        }

        return answer.StatusCode;
    }

    private static string UserOf(int number) => $"shopper-{number / EventsPerRequest % Users}";

    private static async Task AnswersAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/v1/users/shopper-0/recommendations?n=5");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    // Sent again, each acknowledged event is known as a duplicate: it is in the log, and once.
    private async Task CheckAsync(HttpClient http)
    {
        foreach (var ids in _acknowledged.Chunk(EventsPerRequest))
        {
            var events = ids.Select(id =>
                new LedgerEvent(id, id, UserOf(int.Parse(id.AsSpan("event-".Length))), "product-1", "view"));
            using var answer = await http.PostAsJsonAsync("/v1/events", events, LedgerEvent.Format);
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(json.TryGetProperty("accepted", out var accepted), json.GetRawText());
            Assert.Equal(0, accepted.GetInt32());
        }
    }
}
