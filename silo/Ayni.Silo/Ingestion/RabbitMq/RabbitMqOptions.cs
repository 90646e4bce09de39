using Ayni.Silo.Ingestion.Kafka;
using Ayni.Silo.Ingestion.Protocol;
using Microsoft.Extensions.Options;

namespace Ayni.Silo.Ingestion.RabbitMq;

/// <summary>A queue of RabbitMQ that events come in by; configuration section <c>Ayni:RabbitMq</c>.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>Configuration section. Nothing is consumed unless it names <see cref="Uri"/>.</summary>
    public const string Section = "Ayni:RabbitMq";

    /// <summary>Most failed commits before messages go back to the queue.</summary>
    public const int MaxAttempts = 1_000;

    /// <summary>
    /// The broker, as <c>amqp://user:password@host:5672/virtual-host</c>; <c>amqps</c> for TLS.
    /// </summary>
    public string Uri { get; set; } = "";

    /// <summary>The queue, made by the shop, with a dead-letter exchange if what is refused is to be kept.</summary>
    public string Queue { get; set; } = "";

    /// <summary>
    /// Messages the broker hands out before earlier ones are acknowledged: what is in memory at most.
    /// <value>Default 2,000; range 1 to 65,535.</value>
    /// </summary>
    public int Prefetch { get; set; } = 2_000;

    /// <summary>
    /// A commit takes no further message once it holds this many events.
    /// <value>Default 1,000; range 1 to 16,384.</value>
    /// </summary>
    public int BatchEvents { get; set; } = 1_000;

    /// <summary>
    /// How long the first message of a batch waits for others. <value>Default 20 ms; range 0 to 10 s.</value>
    /// </summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Failed commits before the messages go back to the queue, for another silo that can.
    /// <value>Default 5; range 1 to 1,000.</value>
    /// </summary>
    public int AttemptsBeforeRequeue { get; set; } = 5;

    internal IngestionLimits Limits() => new()
    {
        BatchEvents = BatchEvents,
        // The prefetch is the limit, and the broker keeps it.
        MaxHeldEvents = int.MaxValue,
        Linger = Linger,
        AttemptsBeforeRelease = AttemptsBeforeRequeue,
    };

    /// <summary>Refuses values outside their ranges, at the start of the host.</summary>
    internal sealed class Validator : IValidateOptions<RabbitMqOptions>
    {
        public ValidateOptionsResult Validate(string? name, RabbitMqOptions options)
        {
            var checks = new SettingChecks(Section);
            // The value is not repeated: it may hold a password.
            if (!System.Uri.TryCreate(options.Uri, UriKind.Absolute, out var uri)
                || uri.Scheme is not ("amqp" or "amqps"))
                checks.Refuse(nameof(Uri), "names no broker; set amqp://user:password@host:5672/virtual-host.");
            checks.RequireText(nameof(Queue), options.Queue, "the queue");
            checks.RequireRange(nameof(Prefetch), options.Prefetch, 1, ushort.MaxValue);
            checks.RequireRange(nameof(BatchEvents), options.BatchEvents, 1, KafkaOptions.MaxBatchEvents);
            checks.RequireRange(nameof(Linger), options.Linger, TimeSpan.Zero, KafkaOptions.MaxLinger);
            checks.RequireRange(
                nameof(AttemptsBeforeRequeue), options.AttemptsBeforeRequeue, 1, MaxAttempts);
            return checks.Failures.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(checks.Failures);
        }
    }
}
