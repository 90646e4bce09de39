using Ayni.GrainInterfaces.Training;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Training;

internal sealed partial class TrainingScheduleGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Schedule of {Model}: run {RunId} started. {Reason}")]
    private static partial void LogStarted(ILogger logger, string model, string? runId, TrainingReason reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Schedule of {Model}: nothing started ({Reason}). {Why}")]
    private static partial void LogSkipped(ILogger logger, string model, TrainingReason reason, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Schedule of {Model}: trains early. {Reason}")]
    private static partial void LogNoticed(ILogger logger, string model, TrainingReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schedule of {Model}: right answers are not counted now")]
    private static partial void LogNotCounted(ILogger logger, Exception fault, string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schedule of {Model}: looks again in a minute")]
    private static partial void LogFailed(ILogger logger, Exception fault, string model);
}
