using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Ayni.Domain.Interactions;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ayni.Gateway.Tests.Events;

/// <summary>
/// A database that stands still while shops go on posting: what the gateway holds has a limit, the rest is told to come
/// again, and when the database goes on every accepted event is in the log once, in its caller's order, and no refused
/// one. A lock that another connection holds is the gate: nothing here depends on how fast the machine is.
/// </summary>
public sealed class OverloadTests
{
    private const int Callers = 48;
    private const int PerCaller = 12;
    private const int BodyBytes = 512 * 1024;

    // Of bodies of half a MiB, and 8 KiB each on top, so many fit into the 4 MiB and as many may wait.
    private const int AtOnce = 7;
    private const int InLine = 7;

    private static readonly string[] Limits =
    [
        "--Ayni:Limits:EventBodiesMiB=4", "--Ayni:Limits:EventBodiesWaitingMiB=4", "--Ayni:Limits:EventWait=00:01:00",
    ];

    private readonly ConcurrentDictionary<string, long> _accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);
    private int _callersRefused;

    [Fact]
    public async Task Post_SqliteStandsStill_RefusesPastTheLimitAndKeepsWhatItAccepts()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await RunningGateway.StartAsync(folder.Path, Limits);
        await CheckAsync(gateway, () => HoldSqliteAsync(folder.Path));
    }

    [Fact]
    public async Task Post_LogTakesNoMore_IsRefusedWithItsBodyUnread()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await RunningGateway.StartAsync(folder.Path);
        (await gateway.Client.PostAsync("/v1/events", Event("warm", "warm"))).AssertOk(HttpStatusCode.Accepted);
        var pressure = gateway.App.Services.GetRequiredService<ILogPressure>();
        Task<Answer>[] taken;
        await using (await HoldSqliteAsync(folder.Path))
        {
            // One is being written, and the other waits for as long as any may.
            taken = [.. "ab".Select(id => gateway.Client.PostAsync("/v1/events", Event($"{id}", "u")))];
            await Eventually.HoldsAsync(() => Task.FromResult(!pressure.TakesMore), "as much waits as may");

            var refused = await gateway.Client.PostAsync("/v1/events", Event("late", "u"));

            refused.AssertRefused(429, "overloaded");
            Assert.NotNull(refused.Response.Headers.RetryAfter);
            Assert.StartsWith("As many events wait", refused.String("detail"), StringComparison.Ordinal);
        }

        Assert.All(await Task.WhenAll(taken), answer => answer.AssertOk(HttpStatusCode.Accepted));
        Assert.True(pressure.TakesMore);
        var again = await gateway.Client.PostAsync("/v1/events", Event("late", "u"));
        Assert.Equal(1, again["accepted"].GetInt32());
    }

    [SkippableFact]
    public async Task Post_PostgresStandsStill_RefusesPastTheLimitAndKeepsWhatItAccepts()
    {
        Skip.If(TemporaryDatabase.Admin is null, "AYNI_TEST_POSTGRES is not set");
        await using var database = await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin);
        await using var gateway = await RunningGateway.StartAsync(null, [.. ClusterSettings.On(database), .. Limits]);
        await CheckAsync(gateway, async () =>
        {
            var connection = new NpgsqlConnection($"{database.ConnectionString};Pooling=False");
            await connection.OpenAsync();
            await using var hold = new NpgsqlCommand(
                "BEGIN; SELECT position FROM ayni.log_head FOR UPDATE", connection);
            await hold.ExecuteNonQueryAsync();
            return connection;
        });
    }

    private static async Task<IAsyncDisposable> HoldSqliteAsync(string folder)
    {
        var path = Path.Combine(folder, "ayni.db");
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task CheckAsync(RunningGateway gateway, Func<Task<IAsyncDisposable>> holdAsync)
    {
        var log = gateway.App.Services.GetRequiredService<IInteractionLog>();
        (await gateway.Client.PostAsync("/v1/events", Event("warm", "warm"))).AssertOk(HttpStatusCode.Accepted);
        var head = await log.GetHeadAsync();
        var others = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] callers;
        await using (await holdAsync())
        {
            callers = [.. Enumerable.Range(0, Callers).Select(caller => CallAsync(gateway.Client, caller, others))];
            // Those who are let in stand still; all others are refused, again and again.
            await others.Task.WaitAsync(TimeSpan.FromMinutes(1));
            Assert.Empty(_accepted);
            (await gateway.Client.GetAsync("/health/live")).AssertOk();
        }

        await Task.WhenAll(callers);
        await CompareAsync(log, head);
    }

    // One event after the other; what is refused is dropped, so that the log shows whether it was written.
    private async Task CallAsync(GatewayClient client, int caller, TaskCompletionSource others)
    {
        for (var number = 0; number < PerCaller; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"caller-{caller:d2}-{number:d3}");
            var answer = await client.PostAsync("/v1/events", Event(id, $"caller-{caller:d2}"));
            if (answer.Status == HttpStatusCode.Accepted)
            {
                Assert.True(_accepted.TryAdd(id, answer["events.0.position"].GetInt64()));
                continue;
            }

            answer.AssertRefused(429, "overloaded");
            Assert.NotNull(answer.Response.Headers.RetryAfter);
            _refused[id] = true;
            if (number == 0 && Interlocked.Increment(ref _callersRefused) == Callers - AtOnce - InLine)
                others.SetResult();
        }
    }

    private async Task CompareAsync(IInteractionLog log, long head)
    {
        var rows = await log.ReadAsync(head, Callers * PerCaller);

        Assert.NotEmpty(_refused);
        Assert.True(_accepted.Count >= AtOnce + InLine);
        Assert.Equal(
            _accepted.OrderBy(one => one.Value).Select(one => (one.Key, one.Value)),
            rows.Select(row => (row.Interaction.EventId, row.Position)));
        Assert.All(
            rows.GroupBy(row => row.Interaction.UserId),
            caller => Assert.Equal(
                caller.Select(row => row.Interaction.EventId).Order(StringComparer.Ordinal),
                caller.Select(row => row.Interaction.EventId)));
    }

    private static string Event(string id, string user)
    {
        var json = $$"""{"event_id":"{{id}}","user_id":"{{user}}","product_id":"p","interaction_type":"view"}""";
        return json + new string(' ', BodyBytes - json.Length);
    }
}
