namespace Ayni.Domain.Training;

/// <summary>When a model is trained without anybody asking.</summary>
[GenerateSerializer, Immutable, Alias("ayni.training-schedule")]
public sealed record TrainingSchedule
{
    /// <summary>
    /// Times as a cron expression of five fields (minute, hour, day of month, month, day of week) or a macro such as
    /// <c>@daily</c>; null: only when <see cref="RetrainOnDrift"/> or <see cref="RetrainOnMetricFall"/> says so.
    /// </summary>
    [Id(0)] public string? Cron { get; init; }

    /// <summary>IANA name of the time zone that <see cref="Cron"/> is read in; null: the shop's.</summary>
    [Id(1)] public string? TimeZone { get; init; }

    /// <summary>Options of its runs; they train on the log as it is then.</summary>
    [Id(2)] public TrainingOptions Options { get; init; } = new();

    /// <summary>Whether it starts anything. <value>Default true.</value></summary>
    [Id(3)] public bool Enabled { get; init; } = true;

    /// <summary>
    /// Least time from the start of the last run, whoever started it, to one of this schedule.
    /// <value>Default 1 hour; range 0 to 366 days.</value>
    /// </summary>
    [Id(4)] public TimeSpan MinInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Least number of log positions since those the last model was made of. <value>Default 1; range 0 to 10¹².</value>
    /// </summary>
    [Id(5)] public long MinNewInteractions { get; init; } = 1;

    /// <summary>Whether a shift of the data starts a run early. <value>Default false.</value></summary>
    [Id(6)] public bool RetrainOnDrift { get; init; }

    /// <summary>
    /// Whether a run starts early when the active model finds less of what is bought than at first.
    /// <value>Default false.</value>
    /// </summary>
    [Id(7)] public bool RetrainOnMetricFall { get; init; }
}
