using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Ayni.Silo.Ingestion.RabbitMq;

/// <summary>
/// Takes events in from a queue, for as long as the silo runs. A connection that is lost is made anew, by us and not by
/// the client, so that the first connection and every later one are the same code, and a channel's end is the end of
/// its lane.
/// </summary>
internal sealed partial class RabbitMqIngestion(
    IOptions<RabbitMqOptions> options,
    IngestionRuns runs,
    IEventReader reader,
    TimeProvider clock,
    ILogger<RabbitMqIngestion> logger) : BackgroundService
{
    /// <summary>Name in health checks, metrics and logs.</summary>
    public const string Source = "rabbitmq";

    /// <summary>Time before the connection is tried again.</summary>
    public static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    /// <summary>A peer that is silent for this long is gone.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    private readonly IngestionStatus _status = runs.StatusOf(Source);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = new Uri(options.Value.Uri),
            ClientProvidedName = "ayni",
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = Heartbeat,
        };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(factory, stoppingToken);
            }
            catch (Exception failure) when (stoppingToken.IsCancellationRequested)
            {
                // What was not acknowledged comes again at the next start.
                LogStopped(failure.Message);
            }
            catch (Exception failure)
            {
                // Whatever it was: the silo answers on, and the next connection may fare better.
                if (_status.Lost(failure.Message))
                    LogLost(failure.Message);
                await Task.Delay(ReconnectDelay, clock, stoppingToken);
            }
        }
    }

    private async Task ConsumeAsync(ConnectionFactory factory, CancellationToken stopping)
    {
        await reader.PrepareAsync(stopping);
        await using var connection = await factory.CreateConnectionAsync(stopping);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        await channel.BasicQosAsync(0, (ushort)options.Value.Prefetch, global: false, stopping);
        var run = runs.Begin(options.Value.Limits(), _status, logger);
        var session = new RabbitMqSession(channel, options.Value, run, reader, _status, logger);
        await session.StartAsync(stopping);
        if (_status.Reached())
            LogReached(options.Value.Queue);
        await session.RunAsync(stopping);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "rabbitmq: stopped: {Reason}")]
    private partial void LogStopped(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "rabbitmq: {Reason}; it is tried again until it works")]
    private partial void LogLost(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "rabbitmq: consuming from {Queue}")]
    private partial void LogReached(string queue);
}
