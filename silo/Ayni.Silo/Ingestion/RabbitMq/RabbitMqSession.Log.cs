namespace Ayni.Silo.Ingestion.RabbitMq;

internal sealed partial class RabbitMqSession
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "rabbitmq: rejected the message of {Queue} with delivery tag {Tag}: {Field}: {Reason}")]
    private partial void LogRefused(string queue, long tag, string field, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "rabbitmq: messages up to delivery tag {Tag} went back")]
    private partial void LogReleased(long tag);
}
