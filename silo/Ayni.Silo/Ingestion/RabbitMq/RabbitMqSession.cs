using Ayni.Silo.Ingestion.Protocol;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Ayni.Silo.Ingestion.RabbitMq;

/// <summary>One channel, from its first message to its end.</summary>
internal sealed partial class RabbitMqSession(
    IChannel channel,
    RabbitMqOptions options,
    IngestionRun run,
    IEventReader reader,
    IngestionStatus status,
    ILogger logger) : AsyncDefaultBasicConsumer(channel)
{
    /// <summary>A session has one channel, hence one lane.</summary>
    private const long Lane = 1;

    private readonly ILogger _logger = logger;
    private string _consumerTag = "";

    /// <summary>Asks for messages.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        run.Post(new IngestionEvent.LaneOpened(Lane));
        _consumerTag = await Channel.BasicConsumeAsync(options.Queue, autoAck: false, this, cancellationToken);
    }

    /// <summary>Consumes until it is told to stop, or the channel ends.</summary>
    /// <exception cref="AlreadyClosedException">The channel ended.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var happened in run.Events.ReadAllAsync(stopping))
                await ExecuteAsync(run.Apply(happened));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await FinishAsync();
        }
    }

    /// <inheritdoc/>
    public override Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        // Read here, for the body is the client's again afterwards.
        var (interactions, problem) = reader.Read(body, new EventDefaults(properties.MessageId, TimeOf(properties)));
        run.Post(new IngestionEvent.Received(new Delivery(Lane, (long)deliveryTag, interactions, problem)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        await base.HandleBasicCancelAsync(consumerTag, cancellationToken);
        run.End(new IOException($"the queue '{options.Queue}' is gone"));
    }

    /// <inheritdoc/>
    public override async Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        await base.HandleChannelShutdownAsync(channel, reason);
        run.End(new AlreadyClosedException(reason));
    }

    // In seconds, as AMQP has it.
    private static DateTimeOffset? TimeOf(IReadOnlyBasicProperties properties) =>
        properties.IsTimestampPresent()
            ? EventDefaults.TimeAt(Math.Clamp(properties.Timestamp.UnixTime, 0, long.MaxValue / 1000) * 1000)
            : null;

    private async Task ExecuteAsync(IReadOnlyList<IngestionCommand> commands)
    {
        foreach (var command in commands)
        {
            switch (command)
            {
                case IngestionCommand.Settle settle:
                    await SettleAsync(settle);
                    break;
                case IngestionCommand.Release release:
                    await Channel.BasicNackAsync((ulong)release.UpTo, multiple: true, requeue: true);
                    LogReleased(release.UpTo);
                    break;
                default:
                    throw new InvalidOperationException($"RabbitMQ knows no {command.GetType().Name}.");
            }
        }
    }

    // The refused ones first: a tag can be settled once, and the acknowledgement takes all before it.
    private async Task SettleAsync(IngestionCommand.Settle settle)
    {
        foreach (var refused in settle.Refused)
        {
            LogRefused(options.Queue, refused.Sequence, refused.Problem!.Field, refused.Problem.Reason);
            await Channel.BasicRejectAsync((ulong)refused.Sequence, requeue: false);
        }

        status.CountRefused(settle.Refused.Count);
        if (settle.LastGood is { } tag)
            await Channel.BasicAckAsync((ulong)tag, multiple: true);
    }

    // No message comes any more; the commit under way is acknowledged, and what is left goes back with the channel.
    private async Task FinishAsync()
    {
        await Channel.BasicCancelAsync(_consumerTag);
        await ExecuteAsync(run.Apply(new IngestionEvent.Stopping()));
        while (run.IsAppending)
            await ExecuteAsync(run.Apply(await run.Events.ReadAsync()));
        await Channel.CloseAsync();
    }
}
