using System.Globalization;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>
/// Whether a version finds less than in its first days: the seven days before today against its first seven, so that
/// both hold every weekday once, by the test of two proportions. Pure.
/// </summary>
internal static class HitRateFall
{
    /// <summary>Days of either side.</summary>
    public const int Days = 7;

    /// <summary>Fewest questions of either side.</summary>
    public const int LeastAsked = 200;

    /// <summary>
    /// Standard errors that the difference must have. One look errs in 1 of 4,300; a version is looked at daily, so
    /// that of 1,000 that stay as good as they were 10 are taken for fallen in a life of ninety days.
    /// </summary>
    public const double LeastErrors = 3.5;

    /// <summary>Share of the first days' rate that must be gone: of large shops every difference is beyond
    /// chance.</summary>
    public const double LeastShare = 0.1;

    /// <summary>The fall in words; null: there is none, or too little to say.</summary>
    /// <param name="days">Of one version, oldest first.</param>
    /// <param name="today">Midnight; its own questions are not all asked yet.</param>
    public static string? Find(IReadOnlyList<DayHits> days, DateTimeOffset today)
    {
        ArgumentNullException.ThrowIfNull(days);
        if (days.Count == 0)
            return null;
        var (firstEnd, lastBegin) = (days[0].Day.AddDays(Days), today.AddDays(-Days));
        if (lastBegin < firstEnd)
            return null;
        var first = Sum(days.Where(day => day.Day < firstEnd));
        var last = Sum(days.Where(day => day.Day >= lastBegin && day.Day < today));
        if (first.Asked < LeastAsked || last.Asked < LeastAsked || first.Hits == 0)
            return null;
        var (before, now) = ((double)first.Hits / first.Asked, (double)last.Hits / last.Asked);
        var both = (double)(first.Hits + last.Hits) / (first.Asked + last.Asked);
        var error = Math.Sqrt(both * (1 - both) * ((1.0 / first.Asked) + (1.0 / last.Asked)));
        return before - now >= LeastErrors * error && before - now >= LeastShare * before
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"of {last.Asked:N0} first purchases in the last seven days {now:P1} were among the ten best, of "
                + $"{first.Asked:N0} in its first seven {before:P1}")
            : null;
    }

    private static (int Asked, int Hits) Sum(IEnumerable<DayHits> days) =>
        days.Aggregate((Asked: 0, Hits: 0), (sum, day) => (sum.Asked + day.Asked, sum.Hits + day.Hits));
}
