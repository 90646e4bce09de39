namespace Ayni.Silo.Ingestion.Kafka;

internal sealed partial class KafkaSession
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "kafka: skipped the message at {Topic}, partition {Partition}, offset {Offset}: {Field}: {Reason}")]
    private partial void LogRefused(string topic, int partition, long offset, string field, string reason);

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "kafka: {Topic}, partition {Partition} was given up before offset {Offset} could be stored")]
    private partial void LogNotStored(string topic, int partition, long offset);

    [LoggerMessage(Level = LogLevel.Warning, Message = "kafka: {Reason}; it is tried again until it works")]
    private partial void LogLost(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "kafka: consuming from {Servers}")]
    private partial void LogReached(string servers);

    [LoggerMessage(Level = LogLevel.Debug, Message = "kafka: {Message}")]
    private partial void LogClient(string message);
}
