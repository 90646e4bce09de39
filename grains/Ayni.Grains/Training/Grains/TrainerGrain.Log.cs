using Ayni.GrainInterfaces.Training;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Training;

public sealed partial class TrainerGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: driving from {Phase}")]
    private static partial void LogDriving(ILogger logger, string? runId, TrainingPhase phase);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: {Phase}. {Reason}")]
    private static partial void LogEnded(ILogger logger, string? runId, TrainingPhase phase, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: its state was saved elsewhere; read again")]
    private static partial void LogOutdated(ILogger logger, Exception exception, string? runId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: another activation drives it")]
    private static partial void LogSuperseded(ILogger logger, Exception exception, string? runId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId}: its state could not be saved")]
    private static partial void LogLost(ILogger logger, Exception exception, string? runId);
}
