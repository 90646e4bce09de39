using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Following;

public sealed partial class InteractionTail
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The log could not be followed; the next pass tries again.")]
    private partial void LogPassFailed(Exception failure);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Kind} {Key} could not catch up; the next pass tries again.")]
    private partial void LogReaderFailed(Exception failure, ReaderKind kind, string key);
}
