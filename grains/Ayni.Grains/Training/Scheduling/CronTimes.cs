using Ayni.Domain.Training;
using Cronos;

namespace Ayni.Grains.Training;

/// <summary>The times of a schedule: its cron expression in its zone, daylight saving as Vixie cron has it.</summary>
/// <param name="expression">The expression; null: no time ever.</param>
/// <param name="zone">Where it is read.</param>
internal sealed class CronTimes(CronExpression? expression, TimeZoneInfo zone)
{
    /// <summary>Name of the time zone.</summary>
    public string TimeZone => zone.Id;

    /// <summary>The times of a schedule that <see cref="ScheduleRules"/> found nothing wrong with.</summary>
    /// <param name="schedule">The schedule; null: no time ever.</param>
    /// <param name="shopZone">Where it is read if it does not say.</param>
    public static CronTimes Of(TrainingSchedule? schedule, TimeZoneInfo shopZone) => new(
        schedule?.Cron is { } cron ? CronExpression.Parse(cron) : null,
        schedule?.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var own) ? own : shopZone);

    /// <summary>The first time after an instant; null: never.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant) => expression?.GetNextOccurrence(instant, zone);

    /// <summary>The last time after one instant and up to another; null: none.</summary>
    /// <param name="after">Not this one.</param>
    /// <param name="until">This one too.</param>
    public DateTimeOffset? LastBetween(DateTimeOffset after, DateTimeOffset until)
    {
        // Years of minutes would take a while to walk through, and the last is all that counts.
        for (var span = TimeSpan.FromHours(1); ; span *= 4)
        {
            var from = span < until - after ? until - span : after;
            DateTimeOffset? last = null;
            for (var next = NextAfter(from); next <= until; next = NextAfter(next.Value))
                last = next;
            if (last is not null || from <= after)
                return last;
        }
    }
}
