using Ayni.Silo.Ingestion.Kafka;
using Ayni.Silo.Ingestion.RabbitMq;

namespace Ayni.Silo.Tests.Ingestion.RabbitMq;

public sealed class RabbitMqOptionsTests
{
    public static TheoryData<string, Action<RabbitMqOptions>> OutOfRange => new()
    {
        { "Ayni:RabbitMq:Uri names no broker", options => options.Uri = "rabbit" },
        { "Ayni:RabbitMq:Uri names no broker", options => options.Uri = "http://broker" },
        { "Ayni:RabbitMq:Queue is empty", options => options.Queue = "" },
        { "Ayni:RabbitMq:Prefetch is 0; it must be 1 to 65535", options => options.Prefetch = 0 },
        { "Ayni:RabbitMq:Prefetch is 65536", options => options.Prefetch = 65_536 },
        { "Ayni:RabbitMq:BatchEvents is 0", options => options.BatchEvents = 0 },
        { "Ayni:RabbitMq:BatchEvents is 16385", options => options.BatchEvents = KafkaOptions.MaxBatchEvents + 1 },
        { "Ayni:RabbitMq:Linger is 00:00:11", options => options.Linger = TimeSpan.FromSeconds(11) },
        { "Ayni:RabbitMq:AttemptsBeforeRequeue is 0", options => options.AttemptsBeforeRequeue = 0 },
        { "Ayni:RabbitMq:AttemptsBeforeRequeue is 1001", options => options.AttemptsBeforeRequeue = 1_001 },
    };

    [Fact]
    public void Defaults_WithBrokerAndQueue_AreValid()
    {
        Assert.Empty(FailuresOf(_ => { }));

        var options = new RabbitMqOptions();
        Assert.Equal((2_000, 1_000, 5), (options.Prefetch, options.BatchEvents, options.AttemptsBeforeRequeue));
        Assert.Equal(20, options.Linger.TotalMilliseconds);
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Value_OutOfRange_IsRefusedByName(string expected, Action<RabbitMqOptions> change) =>
        Assert.Contains(expected, Assert.Single(FailuresOf(change)), StringComparison.Ordinal);

    [Fact]
    public void Uri_Refused_IsNotRepeated() =>
        Assert.DoesNotContain(
            "secret",
            Assert.Single(FailuresOf(options => options.Uri = "http://shop:secret@broker")),
            StringComparison.Ordinal);

    private static IEnumerable<string> FailuresOf(Action<RabbitMqOptions> change)
    {
        var options = new RabbitMqOptions { Uri = "amqp://guest:guest@broker:5672/", Queue = "events" };
        change(options);
        return new RabbitMqOptions.Validator().Validate(null, options).Failures ?? [];
    }
}
