namespace Ayni.Silo.Ingestion;

internal sealed partial class IngestionRun
{
    private readonly ILogger _logger = logger;

    // Without the stack: the reader of the log looks at the database, not at this code.
    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Source}: a commit of {Events} events is tried again: {Reason}")]
    private partial void LogAppendFailed(string source, int events, string reason);
}
