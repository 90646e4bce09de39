using Ayni.Silo.Ingestion.Kafka;
using Microsoft.Extensions.Options;

namespace Ayni.Silo.Tests.Ingestion.Kafka;

public sealed class KafkaOptionsTests
{
    public static TheoryData<string, Action<KafkaOptions>> OutOfRange => new()
    {
        { "Ayni:Kafka:Topic is empty", options => options.Topic = " " },
        { "Ayni:Kafka:GroupId is empty", options => options.GroupId = "" },
        { "Ayni:Kafka:BatchEvents is 0; it must be 1 to 16384", options => options.BatchEvents = 0 },
        { "Ayni:Kafka:BatchEvents is 16385", options => options.BatchEvents = KafkaOptions.MaxBatchEvents + 1 },
        { "Ayni:Kafka:Linger is -00:00:01", options => options.Linger = TimeSpan.FromSeconds(-1) },
        { "Ayni:Kafka:Linger is 00:00:11", options => options.Linger = TimeSpan.FromSeconds(11) },
        { "Ayni:Kafka:MaxHeldEvents is 1999; it must be 2000 to 1000000", options => options.MaxHeldEvents = 1_999 },
        {
            "Ayni:Kafka:MaxHeldEvents is 1000001",
            options => options.MaxHeldEvents = KafkaOptions.LargestHeldEvents + 1
        },
        { "Ayni:Kafka:FetchAheadKilobytes is 0", options => options.FetchAheadKilobytes = 0 },
        { "Ayni:Kafka:CommitInterval is 00:02:00", options => options.CommitInterval = TimeSpan.FromMinutes(2) },
        { "Ayni:Kafka:Client:enable.auto.commit", options => options.Client["enable.auto.commit"] = "false" },
        { "Ayni:Kafka:Client:group.id", options => options.Client["group.id"] = "other" },
    };

    [Fact]
    public void Defaults_WithBrokerAndTopic_AreValid()
    {
        Assert.Empty(FailuresOf(_ => { }));

        var options = new KafkaOptions();
        Assert.Equal(("ayni", 2_000, 20_000, 16_384),
            (options.GroupId, options.BatchEvents, options.MaxHeldEvents, options.FetchAheadKilobytes));
        Assert.Equal((20, 1_000), (options.Linger.TotalMilliseconds, options.CommitInterval.TotalMilliseconds));
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Value_OutOfRange_IsRefusedByName(string expected, Action<KafkaOptions> change) =>
        Assert.Contains(expected, Assert.Single(FailuresOf(change)), StringComparison.Ordinal);

    [Fact]
    public void Value_OutOfRange_SaysWhereToSetIt() =>
        Assert.Contains(
            "Ayni__Kafka__BatchEvents",
            Assert.Single(FailuresOf(options => options.BatchEvents = 0)),
            StringComparison.Ordinal);

    [Fact]
    public void Client_FurtherProperties_ReachTheClient()
    {
        var options = new KafkaOptions { BootstrapServers = "b:9092", Topic = "t" };
        options.Client["security.protocol"] = "SASL_SSL";

        Assert.Contains(
            options.ClientConfig(), pair => pair is { Key: "security.protocol", Value: "SASL_SSL" });
    }

    [Fact]
    public async Task Host_WithAValueOutOfRange_DoesNotStart()
    {
        await using var test = await TestLog.OpenAsync();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => IngestionHost.StartAsync(
            test.Log,
            new Dictionary<string, string?>
            {
                ["Ayni:Kafka:BootstrapServers"] = "localhost:1",
                ["Ayni:Kafka:Topic"] = "events",
                ["Ayni:Kafka:BatchEvents"] = "0",
            }));

        Assert.Contains("Ayni:Kafka:BatchEvents is 0", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> FailuresOf(Action<KafkaOptions> change)
    {
        var options = new KafkaOptions { BootstrapServers = "broker:9092", Topic = "events" };
        change(options);
        return new KafkaOptions.Validator().Validate(null, options).Failures ?? [];
    }
}
