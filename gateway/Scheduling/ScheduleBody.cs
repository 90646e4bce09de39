using Ayni.Gateway.Training;

namespace Ayni.Gateway.Scheduling;

/// <summary>When the model is trained without anybody asking.</summary>
public sealed record ScheduleBody
{
    /// <summary>
    /// Five fields (minute, hour, day of month, month, day of week) or a macro such as @daily; may be left out where
    /// retrain_on_drift or retrain_on_metric_fall is true.
    /// </summary>
    /// <example>0 3 * * *</example>
    public string? Cron { get; init; }

    /// <summary>IANA name of the time zone the expression is read in; the shop's (Ayni:Features:TimeZone) if left
    /// out.</summary>
    /// <example>America/Lima</example>
    public string? TimeZone { get; init; }

    /// <summary>Options of its runs, as of POST /v1/training, but for as_of_position.</summary>
    public TrainingRequestBody? Options { get; init; }

    /// <summary>False: it is kept and starts nothing. Default true.</summary>
    public bool? Enabled { get; init; }

    /// <summary>
    /// Least time from the start of the last run, whoever started it, as a number with its unit, such as 90m, 6h or
    /// 7d, or 0; up to 366d. Default 1h. A time that comes earlier is skipped; drift and falls wait.
    /// </summary>
    /// <example>6h</example>
    public string? MinInterval { get; init; }

    /// <summary>Least number of interactions since those the newest model was made of. Default 1.</summary>
    public long? MinNewInteractions { get; init; }

    /// <summary>Whether a run starts early when the data shifted since the active model was made. Default
    /// false.</summary>
    public bool? RetrainOnDrift { get; init; }

    /// <summary>Whether a run starts early when the active model finds less of what is bought than at first. Default
    /// false.</summary>
    public bool? RetrainOnMetricFall { get; init; }
}
