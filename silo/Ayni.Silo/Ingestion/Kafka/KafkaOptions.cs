using Ayni.Silo.Ingestion.Protocol;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace Ayni.Silo.Ingestion.Kafka;

/// <summary>A topic of Kafka that events come in by; configuration section <c>Ayni:Kafka</c>.</summary>
public sealed class KafkaOptions
{
    /// <summary>Configuration section. Nothing is consumed unless it names <see cref="BootstrapServers"/>.</summary>
    public const string Section = "Ayni:Kafka";

    /// <summary>Most events of a commit.</summary>
    public const int MaxBatchEvents = 16_384;

    /// <summary>Most events that may be set to be held in memory.</summary>
    public const int LargestHeldEvents = 1_000_000;

    /// <summary>Longest the first message of a batch may be made to wait.</summary>
    public static readonly TimeSpan MaxLinger = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a broker may wait for the first message of a fetch, and how long the client waits before it fetches
    /// again for a queue that was full. Both hold up what comes after a pause.
    /// </summary>
    private static readonly TimeSpan FetchWait = TimeSpan.FromMilliseconds(100);

    /// <summary>Brokers to begin with, as <c>host:port,host:port</c>.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>The topic, made by the shop.</summary>
    public string Topic { get; set; } = "";

    /// <summary>
    /// Consumer group; its members, one a silo, share the partitions. <value>Default <c>ayni</c>.</value>
    /// </summary>
    public string GroupId { get; set; } = "ayni";

    /// <summary>
    /// Beginning of the ids made for events without one: <c>prefix-partition-offset</c>. Null: the topic's name. A
    /// topic that was deleted and made again counts its offsets from 0 again: give it another prefix, or its first
    /// events pass for known.
    /// </summary>
    public string? IdPrefix { get; set; }

    /// <summary>
    /// A commit takes no further message once it holds this many events.
    /// <value>Default 2,000; range 1 to 16,384.</value>
    /// </summary>
    public int BatchEvents { get; set; } = 2_000;

    /// <summary>
    /// How long the first message of a batch waits for others. <value>Default 20 ms; range 0 to 10 s.</value>
    /// </summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// From this many events in memory on, no more are fetched until half of them are gone; a message counts at least
    /// as one. <value>Default 20,000; range <see cref="BatchEvents"/> to 1,000,000.</value>
    /// </summary>
    public int MaxHeldEvents { get; set; } = 20_000;

    /// <summary>
    /// What the client may have fetched ahead of a partition, in KiB, beside what is held.
    /// <value>Default 16,384; range 1 to 1,048,576.</value>
    /// </summary>
    public int FetchAheadKilobytes { get; set; } = 16_384;

    /// <summary>
    /// How often the offsets of what the log holds are told to the broker; what a crash leaves untold comes again and
    /// counts once. <value>Default 1 s; range 10 ms to 60 s.</value>
    /// </summary>
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Further properties of librdkafka, such as <c>security.protocol</c> or <c>sasl.password</c>; not those that the
    /// settings above stand for.
    /// </summary>
    public Dictionary<string, string> Client { get; } = new(StringComparer.Ordinal);

    internal IngestionLimits Limits() => new()
    {
        BatchEvents = BatchEvents,
        MaxHeldEvents = MaxHeldEvents,
        Linger = Linger,
    };

    /// <summary>What the client is configured with.</summary>
    internal ConsumerConfig ClientConfig() => new(new Dictionary<string, string>(Client))
    {
        BootstrapServers = BootstrapServers,
        GroupId = GroupId,
        AutoOffsetReset = AutoOffsetReset.Earliest,
        // Offsets are stored once the log has what is before them; the client tells stored ones to the broker, at
        // intervals and before it gives a partition up.
        EnableAutoOffsetStore = false,
        EnableAutoCommit = true,
        AutoCommitIntervalMs = (int)CommitInterval.TotalMilliseconds,
        // A member that comes or goes disturbs only the partitions that move.
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        FetchWaitMaxMs = (int)FetchWait.TotalMilliseconds,
        FetchQueueBackoffMs = (int)FetchWait.TotalMilliseconds,
        QueuedMaxMessagesKbytes = FetchAheadKilobytes,
        QueuedMinMessages = MaxHeldEvents,
        StatisticsIntervalMs = (int)KafkaHealth.Period.TotalMilliseconds,
    };

    /// <summary>Refuses values outside their ranges, at the start of the host.</summary>
    internal sealed class Validator : IValidateOptions<KafkaOptions>
    {
        private static readonly TimeSpan MinCommitInterval = TimeSpan.FromMilliseconds(10);
        private static readonly TimeSpan MaxCommitInterval = TimeSpan.FromSeconds(60);

        public ValidateOptionsResult Validate(string? name, KafkaOptions options)
        {
            var checks = new SettingChecks(Section);
            checks.RequireText(nameof(BootstrapServers), options.BootstrapServers, "a broker, as host:port");
            checks.RequireText(nameof(Topic), options.Topic, "the topic");
            checks.RequireText(nameof(GroupId), options.GroupId, "a consumer group");
            checks.RequireRange(nameof(BatchEvents), options.BatchEvents, 1, MaxBatchEvents);
            checks.RequireRange(nameof(Linger), options.Linger, TimeSpan.Zero, MaxLinger);
            checks.RequireRange(nameof(MaxHeldEvents), options.MaxHeldEvents, options.BatchEvents, LargestHeldEvents);
            checks.RequireRange(nameof(FetchAheadKilobytes), options.FetchAheadKilobytes, 1, 1024 * 1024);
            checks.RequireRange(
                nameof(CommitInterval), options.CommitInterval, MinCommitInterval, MaxCommitInterval);
            RefuseReserved(options, checks);
            return checks.Failures.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(checks.Failures);
        }

        private static void RefuseReserved(KafkaOptions options, SettingChecks checks)
        {
            var own = new KafkaOptions().ClientConfig().Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var key in options.Client.Keys.Where(own.Contains))
            {
                checks.Refuse(
                    $"{nameof(Client)}:{key}",
                    $"is decided by the settings of {Section} themselves; leave it out.");
            }
        }
    }
}
