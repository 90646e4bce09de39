namespace Ayni.Quality;

/// <summary>
/// What is compared where nobody says: the newest four weeks, week, day or third of the log, as long as what comes
/// before lasts at least as long several times over, against up to four times as much before it. Whole days and weeks,
/// so that hours and weekdays are the same in both.
/// </summary>
public static class PeriodChoice
{
    private const int MostTimesLonger = 4;

    private static readonly (TimeSpan Length, int LeastTimes)[] Lengths =
    [
        (TimeSpan.FromDays(28), 3), (TimeSpan.FromDays(7), 2), (TimeSpan.FromDays(1), 2),
    ];

    /// <summary>Chooses both periods.</summary>
    /// <param name="oldest">Oldest event.</param>
    /// <param name="newest">Newest event that is not in the future.</param>
    /// <exception cref="ArgumentException">All events are of one instant: there is nothing to compare.</exception>
    public static (Period Reference, Period Current) Of(DateTimeOffset oldest, DateTimeOffset newest)
    {
        var end = Ceiling(newest);
        var current = CurrentOf(oldest, newest, end);
        return (Before(current, oldest), current);
    }

    /// <summary>The reference of a current period: up to four times its length, in whole multiples of it.</summary>
    /// <param name="current">What is judged.</param>
    /// <param name="oldest">Oldest event.</param>
    /// <exception cref="ArgumentException">There is nothing before it.</exception>
    public static Period Before(Period current, DateTimeOffset oldest)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (oldest >= current.From)
        {
            throw new ArgumentException(
                $"No event is older than {current.From:O}, where the current period begins. Give --reference and "
                + "--current, or bring in older events.");
        }

        var times = (int)Math.Clamp((current.From - Floor(oldest)) / current.Length, 0, MostTimesLonger);
        return new Period(times == 0 ? oldest : current.From - (times * current.Length), current.From);
    }

    private static Period CurrentOf(DateTimeOffset oldest, DateTimeOffset newest, DateTimeOffset end)
    {
        foreach (var (length, times) in Lengths)
        {
            if (end - Floor(oldest) >= (times + 1) * length)
                return new Period(end - length, end);
        }

        var third = TimeSpan.FromMilliseconds(Math.Floor((newest - oldest).TotalMilliseconds / 3));
        return third > TimeSpan.Zero
            ? new Period(newest.AddMilliseconds(1) - third, newest.AddMilliseconds(1))
            : throw new ArgumentException($"All events are of {newest:O}: there are no two periods to compare.");
    }

    /// <summary>The hour an event lies in: a log of four weeks does not begin at the stroke of one.</summary>
    internal static DateTimeOffset Floor(DateTimeOffset instant) =>
        instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerHour));

    /// <summary>The end of that hour.</summary>
    internal static DateTimeOffset Ceiling(DateTimeOffset instant)
    {
        var into = instant.Ticks % TimeSpan.TicksPerHour;
        return instant.AddTicks(TimeSpan.TicksPerHour - into);
    }
}
