using Ayni.Silo.Ingestion.Kafka;
using Ayni.Silo.Tests.Ingestion.Kafka;
using Ayni.Silo.Tests.Ingestion.RabbitMq;
using Ayni.Storage;
using Ayni.Testing;

namespace Ayni.Silo.Tests.Ingestion;

/// <summary>
/// A silo's process is killed over and over while it consumes, its broker in between; then everything published is
/// counted.
/// </summary>
public sealed class KilledSiloTests
{
    /// <summary>Variable that lets the long form run.</summary>
    private const string LongVariable = "AYNI_CLUSTER_LONG";

    private const string ShortReason = $"The long form runs where {LongVariable} is 1.";
    private const int LongRounds = 10;
    private const int EventsPerRound = 4_000;

    [Fact]
    public Task Kafka_SiloAndBrokerKilledWhileConsuming_LosesNothingAndDoublesNothing() => RunOnKafkaAsync(rounds: 1);

    [SkippableFact]
    public Task RabbitMq_SiloAndBrokerKilledWhileConsuming_LosesNothingAndDoublesNothing() =>
        RunOnRabbitMqAsync(rounds: 1);

    [SkippableFact, Trait("Length", "Long")]
    public Task Kafka_KilledOverAndOver_LosesNothingAndDoublesNothing()
    {
        SkipUnlessLong();
        return RunOnKafkaAsync(LongRounds);
    }

    [SkippableFact, Trait("Length", "Long")]
    public Task RabbitMq_KilledOverAndOver_LosesNothingAndDoublesNothing()
    {
        SkipUnlessLong();
        return RunOnRabbitMqAsync(LongRounds);
    }

    private static async Task RunOnKafkaAsync(int rounds)
    {
        using var kafka = new MockKafka("events", partitions: 2);
        await RunAsync(
            rounds,
            // Small batches, so that a kill meets many of them.
            new Dictionary<string, string?>(kafka.Settings("shop"))
            {
                [$"{KafkaOptions.Section}:{nameof(KafkaOptions.BatchEvents)}"] = "20",
            },
            async first => await Task.WhenAll(Enumerable.Range(first, EventsPerRound)
                .Select(i => kafka.PublishAsync(Message.View($"u{i}"), i % 2))),
            () =>
            {
                kafka.TakeDown();
                kafka.BringUp();
                return Task.CompletedTask;
            });
    }

    private static async Task RunOnRabbitMqAsync(int rounds)
    {
        Skip.IfNot(RabbitServer.IsInstalled, RabbitServer.AbsentReason);
        await using var server = await RabbitServer.StartNewAsync();
        await RunAsync(
            rounds,
            RabbitMqIngestionTests.SettingsOf(server, "events", ("BatchEvents", "20")),
            async first =>
            {
                await using var queue = await ShopQueue.OpenAsync(server, "events");
                if (first == 0)
                    await server.KeepQueuesAsync();
                await Task.WhenAll(Enumerable.Range(first, EventsPerRound)
                    .Select(i => queue.PublishAsync(Message.View($"u{i}"), $"m-{i}")));
            },
            async () =>
            {
                await server.KillAsync();
                await server.StartAsync();
            });
    }

    private static async Task RunAsync(
        int rounds, IReadOnlyDictionary<string, string?> settings, Func<int, Task> publish, Func<Task> killBroker)
    {
        using var folder = new TemporaryFolder();
        await using var storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = folder.Path }, TimeProvider.System);
        var silo = SiloProcess.Start(folder.Path, settings);
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                var published = round * EventsPerRound;
                await publish(published);
                // In the middle of it.
                await WaitForHeadAsync(storage, published + (EventsPerRound / 4));
                await killBroker();
                await WaitForHeadAsync(storage, published + (EventsPerRound / 2));
                await silo.KillAsync();
                silo.Dispose();
                silo = SiloProcess.Start(folder.Path, settings);
            }

            await WaitForHeadAsync(storage, rounds * EventsPerRound);
        }
        finally
        {
            silo.Dispose();
        }

        var logged = await storage.Log.ReadAsync(0, int.MaxValue);
        Assert.Equal(rounds * EventsPerRound, logged.Count);
        Assert.Equal(
            Enumerable.Range(0, rounds * EventsPerRound).Select(i => $"u{i}").Order(StringComparer.Ordinal),
            logged.Select(entry => entry.Interaction.UserId).Order(StringComparer.Ordinal));
    }

    private static Task WaitForHeadAsync(AyniStorage storage, int events) => Eventually.HoldsAsync(
        async () => await storage.Log.GetHeadAsync() >= events, $"the log has {events} events");

    private static void SkipUnlessLong() =>
        Skip.IfNot(Environment.GetEnvironmentVariable(LongVariable) == "1", ShortReason);
}
