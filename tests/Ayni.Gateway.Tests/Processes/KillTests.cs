using System.Collections.Concurrent;
using System.Net;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Processes;

/// <summary>What was acknowledged is there after kill -9, exactly once.</summary>
public sealed class KillTests
{
    private const int Writers = 8;
    private const int EventsPerRequest = 3;
    private const int AcknowledgedBeforeTheKill = 200;

    [Fact]
    public Task Kill_WhilePosting_KeepsEveryAcknowledgedEventOnce() => KillAndCheckAsync();

    [SkippableFact]
    public async Task Kill_WhilePostingOnPostgres_KeepsEveryAcknowledgedEventOnce()
    {
        Skip.If(TemporaryDatabase.Admin is null, "AYNI_TEST_POSTGRES names no PostgreSQL server.");
        await using var database = await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin);

        await KillAndCheckAsync(
            $"--Ayni:Postgres={database.ConnectionString}",
            $"--Ayni:SiloPort={FreePorts.Next()}",
            $"--Ayni:GatewayPort={FreePorts.Next()}");
    }

    private static async Task KillAndCheckAsync(params string[] settings)
    {
        using var folder = new TemporaryFolder();
        var acknowledged = new ConcurrentDictionary<string, long>();
        using (var gateway = await GatewayProcess.StartAsync(folder.Path, settings))
        {
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, Writers)
                .Select(writer => WriteUntilKilledAsync(gateway.Client, writer, acknowledged, enough))
                .ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await gateway.KillAsync();
            await Task.WhenAll(writers);
        }

        using var restarted = await GatewayProcess.StartAsync(folder.Path, settings);

        Assert.True(acknowledged.Count >= AcknowledgedBeforeTheKill);
        await AssertThereOnceAsync(restarted.Client, acknowledged);
        await AssertAllDuplicatesAsync(restarted.Client, acknowledged);
    }

    private static async Task WriteUntilKilledAsync(
        GatewayClient client, int writer, ConcurrentDictionary<string, long> acknowledged, TaskCompletionSource enough)
    {
        for (var request = 0; ; request++)
        {
            var ids = Enumerable.Range(0, EventsPerRequest).Select(place => $"w{writer}-{request}-{place}").ToList();
            Answer answer;
            try
            {
                answer = await client.PostAsync("/v1/events", Body(ids));
            }
            catch (HttpRequestException)
            {
                // The kill: whether these events are in the log is open, and either is right.
                return;
            }

            answer.AssertOk(HttpStatusCode.Accepted);
            foreach (var result in answer["events"].EnumerateArray())
                acknowledged[result.GetProperty("event_id").GetString()!] = result.GetProperty("position").GetInt64();
            if (acknowledged.Count >= AcknowledgedBeforeTheKill)
                enough.TrySetResult();
        }
    }

    private static async Task AssertThereOnceAsync(
        GatewayClient client, ConcurrentDictionary<string, long> acknowledged)
    {
        for (var writer = 0; writer < Writers; writer++)
        {
            var user = await client.GetAsync($"/v1/users/{UserOf($"w{writer}-")}?newest=1000");
            user.AssertOk();
            var found = user["recent"].EnumerateArray()
                .Select(e => (
                    Id: e.GetProperty("event_id").GetString()!, Position: e.GetProperty("position").GetInt64()))
                .ToList();
            Assert.Equal(found.Count, found.DistinctBy(e => e.Id).Count());
            var positions = found.ToDictionary(e => e.Id, e => e.Position);
            foreach (var (id, position) in acknowledged.Where(pair => UserOf(pair.Key) == UserOf($"w{writer}-")))
                Assert.Equal(position, positions[id]);
        }
    }

    private static async Task AssertAllDuplicatesAsync(
        GatewayClient client, ConcurrentDictionary<string, long> acknowledged)
    {
        foreach (var ids in acknowledged.Keys.Order(StringComparer.Ordinal).Chunk(500))
        {
            var answer = await client.PostAsync("/v1/events", Body(ids));
            Assert.Equal(0, answer["accepted"].GetInt32());
            Assert.All(answer["events"].EnumerateArray(), result => Assert.Equal(
                acknowledged[result.GetProperty("event_id").GetString()!], result.GetProperty("position").GetInt64()));
        }
    }

    private static string UserOf(string eventId) => $"shopper-{eventId.Split('-')[0]}";

    private static string Body(IEnumerable<string> ids) => $"[{string.Join(',', ids.Select(id =>
        $$"""{"event_id": "{{id}}", "user_id": "{{UserOf(id)}}", "product_id": "p", "interaction_type": "view"}"""))}]";
}
