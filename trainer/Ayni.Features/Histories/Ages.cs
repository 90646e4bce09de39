namespace Ayni.Features.Histories;

/// <summary>Ages in days of 24 hours.</summary>
internal static class Ages
{
    private const double MillisecondsADay = 86_400_000;

    /// <summary>Days from an event to an instant; null of none.</summary>
    public static double? DaysSince(FeatureEvent? happened, DateTimeOffset instant) =>
        happened is null ? null : DaysBetween(happened.Milliseconds, instant.ToUnixTimeMilliseconds());

    /// <summary>Days between two moments.</summary>
    public static double DaysBetween(long earlier, long later) => (later - earlier) / MillisecondsADay;
}
