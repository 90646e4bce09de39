using System.Runtime.InteropServices;
using System.Text;
using Ayni.Silo.Ingestion.Kafka;
using Confluent.Kafka;

namespace Ayni.Silo.Tests.Ingestion.Kafka;

/// <summary>
/// Brokers of librdkafka's own mock cluster, which listen on real ports of this machine, in memory. What the setting
/// <c>test.mock.num.brokers</c> makes belongs to one client and dies with it; these outlive every client and can be
/// taken down, for which the .NET client has no call. What they hold survives that.
/// </summary>
internal sealed class MockKafka : IDisposable
{
    private const string Library = "librdkafka";
    private const int Producer = 0;
    private const int ErrorBytes = 512;

    // Builds of the library that the package holds; which one loads depends on what the machine has beside it.
    private static readonly string[] Builds = [Library, $"centos8-{Library}", $"alpine-{Library}"];

    private readonly nint _client;
    private readonly nint _cluster;
    private readonly IProducer<Null, byte[]?> _producer;

    static MockKafka() => NativeLibrary.SetDllImportResolver(
        typeof(MockKafka).Assembly,
        (name, assembly, path) => name == Library
            ? Builds.Select(build => NativeLibrary.TryLoad(build, assembly, path, out var handle) ? handle : 0)
                .FirstOrDefault(handle => handle != 0)
            : 0);

    public MockKafka(string topic, int partitions)
    {
        Topic = topic;
        var error = new byte[ErrorBytes];
        _client = rd_kafka_new(Producer, 0, error, ErrorBytes);
        Assert.True(_client != 0, Encoding.UTF8.GetString(error));
        _cluster = rd_kafka_mock_cluster_new(_client, 1);
        rd_kafka_mock_group_initial_rebalance_delay_ms(_cluster, 0);
        Servers = Marshal.PtrToStringUTF8(rd_kafka_mock_cluster_bootstraps(_cluster))!;
        Assert.Equal(0, rd_kafka_mock_topic_create(_cluster, topic, partitions, 1));
        _producer = new ProducerBuilder<Null, byte[]?>(new ProducerConfig { BootstrapServers = Servers })
            .SetLogHandler((_, _) => { })
            .Build();
    }

    /// <summary>
    /// Settings of a consumer. Its session is short, since a group of the mock cluster that has had members waits for
    /// them that long less a second, even when they have left; and a killed member is missed no sooner.
    /// </summary>
    public Dictionary<string, string?> Settings(string group) => new()
    {
        [$"{KafkaOptions.Section}:{nameof(KafkaOptions.BootstrapServers)}"] = Servers,
        [$"{KafkaOptions.Section}:{nameof(KafkaOptions.Topic)}"] = Topic,
        [$"{KafkaOptions.Section}:{nameof(KafkaOptions.GroupId)}"] = group,
        [$"{KafkaOptions.Section}:{nameof(KafkaOptions.Client)}:session.timeout.ms"] = "3000",
        [$"{KafkaOptions.Section}:{nameof(KafkaOptions.Client)}:heartbeat.interval.ms"] = "200",
    };

    public string Servers { get; }

    public string Topic { get; }

    /// <summary>Publishes, and waits until the broker has it.</summary>
    public Task PublishAsync(string? message, int partition = 0) =>
        _producer.ProduceAsync(
            new TopicPartition(Topic, partition),
            new Message<Null, byte[]?> { Value = message is null ? null : Encoding.UTF8.GetBytes(message) });

    /// <summary>Cuts every connection and takes none.</summary>
    public void TakeDown() => Assert.Equal(0, rd_kafka_mock_broker_set_down(_cluster, 1));

    public void BringUp() => Assert.Equal(0, rd_kafka_mock_broker_set_up(_cluster, 1));

    /// <summary>The offset a group goes on from; null if it has told none.</summary>
    public async Task<long?> CommittedAsync(string group, int partition = 0)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Servers }).Build();
        var partitions = new List<TopicPartition> { new(Topic, partition) };
        var answer = await admin.ListConsumerGroupOffsetsAsync(
            [new ConsumerGroupTopicPartitions(group, partitions)]);
        var offset = answer[0].Partitions[0].Offset;
        return offset.IsSpecial ? null : offset.Value;
    }

    public void Dispose()
    {
        _producer.Dispose();
        rd_kafka_mock_cluster_destroy(_cluster);
        rd_kafka_destroy(_client);
    }

#pragma warning disable SYSLIB1054 // Generated marshalling wants unsafe code, which a test project need not allow.
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    private static extern nint rd_kafka_new(int type, nint configuration, byte[] error, nint errorSize);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    private static extern void rd_kafka_destroy(nint client);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    private static extern nint rd_kafka_mock_cluster_new(nint client, int brokers);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    private static extern void rd_kafka_mock_cluster_destroy(nint cluster);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    private static extern nint rd_kafka_mock_cluster_bootstraps(nint cluster);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    private static extern void rd_kafka_mock_group_initial_rebalance_delay_ms(nint cluster, int delayMs);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    private static extern int rd_kafka_mock_topic_create(
        nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partitions, int replicas);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    private static extern int rd_kafka_mock_broker_set_down(nint cluster, int broker);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
    private static extern int rd_kafka_mock_broker_set_up(nint cluster, int broker);
#pragma warning restore SYSLIB1054
}
