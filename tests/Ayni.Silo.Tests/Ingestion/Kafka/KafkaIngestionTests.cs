using Ayni.Domain.Interactions;
using Ayni.Silo.Ingestion;
using Ayni.Silo.Ingestion.Kafka;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ayni.Silo.Tests.Ingestion.Kafka;

public sealed class KafkaIngestionTests : IAsyncLifetime, IDisposable
{
    private const string Group = "shop";

    private readonly MockKafka _kafka = new("events", partitions: 2);
    private TestLog _test = null!;

    private ObservedLog Log => _test.Log;

    public async Task InitializeAsync() => _test = await TestLog.OpenAsync();

    public async Task DisposeAsync() => await _test.DisposeAsync();

    public void Dispose() => _kafka.Dispose();

    [Fact]
    public async Task Messages_GoodAndPoison_AreTakenOnceAndSkipped()
    {
        await using var host = await StartAsync();
        await _kafka.PublishAsync(Message.View("rosa", "e-1"));
        await _kafka.PublishAsync(Message.View("rosa"));
        await _kafka.PublishAsync("{");
        await _kafka.PublishAsync("""{"user_id": "rosa", "product_id": "hat", "interaction_type": "stare"}""");
        await _kafka.PublishAsync(null);
        await _kafka.PublishAsync(Message.Array(Message.View("ana"), Message.View("ana", "e-1"), Message.View("ana")));

        await Log.WaitForHeadAsync(4);
        await host.StopAsync();

        Assert.Equal(["e-1", "events-0-1", "events-0-5-0", "events-0-5-2"], await Log.EventIdsAsync());
        var status = host.Status(KafkaIngestion.Source);
        Assert.Equal((4, 1, 3), (status.Appended, status.Duplicates, status.Refused));
        Assert.Equal(6, await _kafka.CommittedAsync(Group));
    }

    [Fact]
    public async Task Event_WithoutATime_HasTheTimeOfItsMessage()
    {
        var before = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await _kafka.PublishAsync(Message.View("rosa"));
        var after = TimeProvider.System.GetUtcNow();

        await using var host = await StartAsync();
        await Log.WaitForHeadAsync(1);

        Assert.InRange((await Log.ReadAsync(0, 1))[0].Interaction.Timestamp, before, after);
    }

    [Fact]
    public async Task Host_StartedAgain_GoesOnBehindWhatTheLogHolds()
    {
        await using (var first = await StartAsync())
        {
            await PublishAsync("a", 20);
            await Log.WaitForHeadAsync(20);
        }

        await PublishAsync("b", 10);
        await using var second = await StartAsync();
        await Log.WaitForHeadAsync(30);

        Assert.Equal(0, second.Status(KafkaIngestion.Source).Duplicates);
    }

    [Fact]
    public async Task Offset_BeforeTheCommitIsOnDisk_IsNotTold()
    {
        var release = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        Log.Before = _ =>
        {
            reached.TrySetResult();
            return release.Task;
        };
        await using (var host = await StartAsync())
        {
            await _kafka.PublishAsync(Message.View("rosa"));
            await reached.Task;
            Assert.Null(await _kafka.CommittedAsync(Group));

            // The host stops while the commit is under way: it is waited for, then acknowledged.
            var stopping = host.StopAsync();
            release.SetResult();
            await stopping;
        }

        Assert.Equal(1, await _kafka.CommittedAsync(Group));
        Assert.Equal(1, await Log.GetHeadAsync());
    }

    [Fact]
    public async Task Commit_ThatFailsAfterItIsOnDisk_IsTriedAgainAndCountsOnce()
    {
        var failures = 2;
        Log.After = _ => failures-- > 0 ? throw new IOException("The connection broke.") : Task.CompletedTask;
        await using var host = await StartAsync();

        await PublishAsync("a", 10);
        await Log.WaitForHeadAsync(10);
        await host.StopAsync();

        Assert.Equal(10, await Log.GetHeadAsync());
        Assert.Equal(2, host.Status(KafkaIngestion.Source).Failures);
    }

    [Fact]
    public async Task Broker_DownAndUp_IsSaidAndLosesNothing()
    {
        await using var host = await StartAsync();
        await PublishAsync("a", 10);
        await Log.WaitForHeadAsync(10);
        await host.WaitForHealthAsync(KafkaIngestion.Source, HealthStatus.Healthy);

        _kafka.TakeDown();
        await host.WaitForHealthAsync(KafkaIngestion.Source, HealthStatus.Degraded);
        var health = await host.HealthAsync(KafkaIngestion.Source);
        Assert.Contains("broker", health.Description, StringComparison.Ordinal);
        _kafka.BringUp();

        await PublishAsync("b", 10);
        await Log.WaitForHeadAsync(20);
        await host.WaitForHealthAsync(KafkaIngestion.Source, HealthStatus.Healthy);
        Assert.Equal(20, (await Log.EventIdsAsync()).Distinct().Count());
    }

    [Fact]
    public async Task Member_JoiningWhileACommitHangs_ReadsAgainWhatWasNotAcknowledged()
    {
        var hanging = new TaskCompletionSource();
        var committed = new TaskCompletionSource();
        // The first member dies, as far as Kafka can see: its commit is on disk and it never hears of it.
        Log.After = _ =>
        {
            committed.TrySetResult();
            return hanging.Task;
        };
        await PublishAsync("a", 2);
        await using var first = await StartAsync(("Linger", "00:00:05"), ("BatchEvents", "2"));
        await committed.Task;
        Log.After = _ => Task.CompletedTask;

        // One of two partitions moves, and with it one of two messages that are on disk and not acknowledged.
        await using var second = await StartAsync();
        await PublishAsync("b", 18);
        await WaitForAsync(() => second.Status(KafkaIngestion.Source).Appended == 9);
        hanging.SetResult();
        await Log.WaitForHeadAsync(20);

        Assert.Equal(1, second.Status(KafkaIngestion.Source).Duplicates);
        var ids = await Log.EventIdsAsync();
        Assert.Equal(20, ids.Count);
        Assert.Equal(20, ids.Distinct().Count());
    }

    [Fact]
    public async Task Messages_MoreThanMayBeHeld_WaitAtTheBroker()
    {
        const int Held = 10;
        const int Published = 100;
        var release = new TaskCompletionSource();
        var reader = new CountingReader();
        Log.Before = _ => release.Task;
        await PublishAsync("a", Published);
        await using var host = await StartAsync(
            Log,
            services => services.AddSingleton<IEventReader>(provider => reader.Over(provider)),
            ("BatchEvents", "5"), ("MaxHeldEvents", $"{Held}"));

        await reader.WaitForAsync(Held);
        // Were the limit not kept, the other messages would be read before a new one published now can be.
        await host.WaitForHealthAsync(KafkaIngestion.Source, HealthStatus.Healthy);
        Assert.Equal(Held, reader.Count);
        release.SetResult();
        await Log.WaitForHeadAsync(Published);

        Assert.Equal(Published, reader.Count);
        Assert.All(Log.Appends, size => Assert.InRange(size, 1, 5));
    }

    private Task<IngestionHost> StartAsync(params (string Name, string Value)[] settings) =>
        StartAsync(Log, null, settings);

    private Task<IngestionHost> StartAsync(
        IInteractionLog log, Action<IServiceCollection>? configure, params (string Name, string Value)[] settings)
    {
        var all = _kafka.Settings(Group);
        foreach (var (name, value) in settings)
            all[$"{KafkaOptions.Section}:{name}"] = value;
        return IngestionHost.StartAsync(log, all, configure);
    }

    private static Task WaitForAsync(Func<bool> condition) => Eventually.HoldsAsync(
        () => Task.FromResult(condition()), "the consumer is where the test wants it");

    private async Task PublishAsync(string name, int count)
    {
        for (var i = 0; i < count; i++)
            await _kafka.PublishAsync(Message.View($"{name}{i}"), i % 2);
    }
}
