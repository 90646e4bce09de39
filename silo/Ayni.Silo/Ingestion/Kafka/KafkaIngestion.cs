using Microsoft.Extensions.Options;

namespace Ayni.Silo.Ingestion.Kafka;

/// <summary>Takes events in from a topic, for as long as the silo runs.</summary>
internal sealed partial class KafkaIngestion(
    IOptions<KafkaOptions> options,
    IngestionRuns runs,
    IEventReader reader,
    TimeProvider clock,
    ILogger<KafkaIngestion> logger) : BackgroundService
{
    /// <summary>Name in health checks, metrics and logs.</summary>
    public const string Source = "kafka";

    /// <summary>Time before a client that failed for good is made anew.</summary>
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(5);

    private readonly IngestionStatus _status = runs.StatusOf(Source);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await reader.PrepareAsync(stoppingToken);

                // A thread of its own, for the client's calls block.
                await Task.Factory.StartNew(
                    () => Consume(stoppingToken),
                    stoppingToken,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default);
            }
            catch (Exception failure) when (stoppingToken.IsCancellationRequested)
            {
                // What was not acknowledged comes again at the next start.
                LogStopped(failure.Message);
            }
            catch (Exception failure)
            {
                // Whatever it was: the silo answers on, and a new client may fare better.
                _status.Lost(failure.Message);
                LogFailed(failure.Message);
                await Task.Delay(RestartDelay, clock, stoppingToken);
            }
        }
    }

    private void Consume(CancellationToken stopping)
    {
        var run = runs.Begin(options.Value.Limits(), _status, logger);
        using var consumer = new KafkaSession(options.Value, run, reader, _status, logger);
        consumer.Run(stopping);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "kafka: stopped: {Reason}")]
    private partial void LogStopped(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "kafka: the client failed and is made anew: {Reason}")]
    private partial void LogFailed(string reason);
}
