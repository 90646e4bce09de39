using System.Globalization;
using Ayni.Domain;
using Ayni.Domain.Training;
using Cronos;

namespace Ayni.Grains.Training;

/// <summary>What a schedule may be.</summary>
public static class ScheduleRules
{
    /// <summary>Most log positions that <see cref="TrainingSchedule.MinNewInteractions"/> may ask for.</summary>
    public const long MaxNewInteractions = 1_000_000_000_000;

    /// <summary>Most characters of a cron expression.</summary>
    public const int MaxCronLength = 256;

    /// <summary>Longest least interval.</summary>
    public static readonly TimeSpan MaxInterval = TimeSpan.FromDays(366);

    private const string CronRemedy =
        "Send five fields, minute hour day-of-month month day-of-week, such as '0 3 * * *' for every night at three, "
        + "or a macro such as @daily, @weekly or @monthly.";

    /// <summary>What is wrong, each with the property it is of; empty if nothing is.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="now">The time: a schedule of which no time lies after it is of no use.</param>
    public static IReadOnlyList<InvalidField> Problems(TrainingSchedule schedule, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return [.. ProblemsOf(schedule, now)];
    }

    private static IEnumerable<InvalidField> ProblemsOf(TrainingSchedule schedule, DateTimeOffset now)
    {
        if (schedule.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            yield return new InvalidField(
                nameof(schedule.TimeZone), FieldFault.OutOfRange,
                $"No time zone is called '{zone}'. Send an IANA name such as America/Lima, or leave it out for the "
                + "shop's.");
        }

        if (CronProblem(schedule, now) is { } problem)
            yield return problem;
        if (schedule.MinInterval < TimeSpan.Zero || schedule.MinInterval > MaxInterval)
        {
            yield return new InvalidField(
                nameof(schedule.MinInterval), FieldFault.OutOfRange,
                $"It is {schedule.MinInterval}; it must be 0 to {MaxInterval.TotalDays} days.");
        }

        if (schedule.MinNewInteractions is < 0 or > MaxNewInteractions)
        {
            yield return new InvalidField(
                nameof(schedule.MinNewInteractions), FieldFault.OutOfRange,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"It is {schedule.MinNewInteractions}; it must be 0 to {MaxNewInteractions:N0}."));
        }

        if (schedule.Options.AsOfPosition is not null)
        {
            yield return new InvalidField(
                nameof(schedule.Options), FieldFault.OutOfRange,
                "as_of_position is there; a schedule trains on the log as it is then. Leave it out.");
        }

        foreach (var option in TrainingOptionsValidator.Problems(schedule.Options))
            yield return new InvalidField(nameof(schedule.Options), FieldFault.OutOfRange, option);
    }

    private static InvalidField? CronProblem(TrainingSchedule schedule, DateTimeOffset now)
    {
        const string Name = nameof(schedule.Cron);
        if (schedule.Cron is not { } cron)
        {
            return schedule.RetrainOnDrift || schedule.RetrainOnMetricFall
                ? null
                : new InvalidField(
                    Name, FieldFault.Missing,
                    "Without it nothing starts a run: retrain_on_drift and retrain_on_metric_fall are off too. "
                    + CronRemedy);
        }

        if (cron.Length > MaxCronLength)
        {
            return new InvalidField(
                Name, FieldFault.TooLong, $"It has {cron.Length} characters, over {MaxCronLength}. {CronRemedy}");
        }

        try
        {
            return CronExpression.Parse(cron).GetNextOccurrence(now, TimeZoneInfo.Utc) is null
                ? new InvalidField(Name, FieldFault.OutOfRange, $"'{cron}' never comes. {CronRemedy}")
                : null;
        }
        catch (CronFormatException exception)
        {
            return new InvalidField(
                Name, FieldFault.BadText,
                $"'{cron}' is no cron expression: {exception.Message.TrimEnd('.')}. {CronRemedy}");
        }
    }
}
