using Ayni.Silo.Ingestion.RabbitMq;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ayni.Silo.Tests.Ingestion.RabbitMq;

public sealed class RabbitMqIngestionTests(RabbitServerFixture fixture)
    : IClassFixture<RabbitServerFixture>, IAsyncLifetime
{
    private TestLog _test = null!;

    private ObservedLog Log => _test.Log;

    public async Task InitializeAsync() => _test = await TestLog.OpenAsync();

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [SkippableFact]
    public async Task Messages_GoodAndPoison_AreTakenOnceAndDeadLettered()
    {
        await using var queue = await ShopQueue.OpenAsync(fixture.Server, "poison");
        await using var host = await StartAsync(queue);
        await queue.PublishAsync(Message.View("rosa", "e-1"), null);
        await queue.PublishAsync(Message.View("rosa"), "m-2");
        await queue.PublishAsync("{", "m-3");
        await queue.PublishAsync(Message.View("rosa"), null);
        await queue.PublishAsync(Message.View("rosa"), "m-2");
        await queue.PublishAsync(Message.Array(Message.View("ana"), Message.View("ana")), "m-6");

        await Log.WaitForHeadAsync(4);
        await host.StopAsync();

        Assert.Equal(["e-1", "m-2", "m-6-0", "m-6-1"], await Log.EventIdsAsync());
        var status = host.Status(RabbitMqIngestion.Source);
        Assert.Equal((4, 1, 2), (status.Appended, status.Duplicates, status.Refused));
        await queue.WaitForCountAsync(queue.DeadLetters, 2);
        Assert.Equal(0u, await queue.CountAsync(queue.Name));
    }

    [SkippableFact]
    public async Task Commit_FailingAsOftenAsAllowed_GivesTheMessagesBack()
    {
        await using var queue = await ShopQueue.OpenAsync(fixture.Server, "requeue");
        var failures = 3;
        Log.After = _ => failures-- > 0 ? throw new IOException("The connection broke.") : Task.CompletedTask;
        await using var host = await StartAsync(queue, ("AttemptsBeforeRequeue", "2"));

        await PublishAsync(queue, "a", 10);
        await Log.WaitForHeadAsync(10);
        await host.StopAsync();

        Assert.Equal(10, await Log.GetHeadAsync());
        Assert.Equal(3, host.Status(RabbitMqIngestion.Source).Failures);
        Assert.Equal(0u, await queue.CountAsync(queue.Name));
    }

    [SkippableFact]
    public async Task Broker_KilledBetweenCommitAndAcknowledgement_LosesNothingAndCountsOnce()
    {
        var hanging = new TaskCompletionSource();
        var committed = new TaskCompletionSource();
        Log.After = _ =>
        {
            committed.TrySetResult();
            return hanging.Task;
        };
        IngestionHost host;
        await using (var queue = await ShopQueue.OpenAsync(fixture.Server, "killed"))
        {
            await fixture.Server.KeepQueuesAsync();
            host = await StartAsync(queue, ("BatchEvents", "10"), ("Linger", "00:00:10"));
            await PublishAsync(queue, "a", 20);
            await committed.Task;
            await fixture.Server.KillAsync();
        }

        await using (host)
        {
            await host.WaitForHealthAsync(RabbitMqIngestion.Source, HealthStatus.Degraded);
            Log.After = _ => Task.CompletedTask;
            hanging.SetResult();
            await fixture.Server.StartAsync();
            await using var again = await ShopQueue.OpenAsync(fixture.Server, "killed");
            await PublishAsync(again, "b", 10);
            await Log.WaitForHeadAsync(30);
            await host.StopAsync();

            Assert.Equal(30, await Log.GetHeadAsync());
            Assert.True(host.Status(RabbitMqIngestion.Source).Duplicates >= 10);
            Assert.Equal(0u, await again.CountAsync(again.Name));
        }
    }

    [SkippableFact]
    public async Task Messages_OverThePrefetch_WaitAtTheBroker()
    {
        const int Prefetch = 10;
        await using var queue = await ShopQueue.OpenAsync(fixture.Server, "prefetch");
        var release = new TaskCompletionSource();
        Log.Before = _ => release.Task;
        await PublishAsync(queue, "a", 100);
        await using var host = await StartAsync(queue, ("Prefetch", $"{Prefetch}"), ("BatchEvents", "5"));

        await queue.WaitForCountAsync(queue.Name, 100 - Prefetch);
        await host.WaitForHealthAsync(RabbitMqIngestion.Source, HealthStatus.Healthy);
        Assert.Equal(100u - Prefetch, await queue.CountAsync(queue.Name));
        release.SetResult();
        await Log.WaitForHeadAsync(100);

        Assert.All(Log.Appends, size => Assert.InRange(size, 1, 5));
    }

    private static async Task PublishAsync(ShopQueue queue, string name, int count)
    {
        for (var i = 0; i < count; i++)
            await queue.PublishAsync(Message.View($"{name}{i}"), $"{name}-{i}");
    }

    private Task<IngestionHost> StartAsync(ShopQueue queue, params (string Name, string Value)[] settings) =>
        IngestionHost.StartAsync(Log, SettingsOf(fixture.Server, queue.Name, settings));

    internal static Dictionary<string, string?> SettingsOf(
        RabbitServer server, string queue, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            [$"{RabbitMqOptions.Section}:{nameof(RabbitMqOptions.Uri)}"] = server.Uri,
            [$"{RabbitMqOptions.Section}:{nameof(RabbitMqOptions.Queue)}"] = queue,
        };
        foreach (var (name, value) in settings)
            all[$"{RabbitMqOptions.Section}:{name}"] = value;
        return all;
    }
}
