namespace Ayni.Quality;

/// <summary>Counts events by hour and day, and looks for silences.</summary>
internal sealed class Volume
{
    private const long HourMs = 3_600_000;

    /// <summary>
    /// A silence is one where it is this much larger than any of the reference: closed days are usual.
    /// </summary>
    private const double UnlikeReference = 2;

    private readonly long[] _before;
    private readonly long[] _now;
    private readonly Period _reference;
    private readonly Period _current;

    public Volume(InteractionRows rows, Period reference, Period current)
    {
        (_reference, _current) = (reference, current);
        _before = TimesIn(reference);
        _now = TimesIn(current);

        long[] TimesIn(Period period)
        {
            long[] times = [.. rows.Rows.Where(row => period.Contains(row.TimeMs)).Select(row => row.TimeMs)];
            Array.Sort(times);
            return times;
        }
    }

    public VolumeReport Report(QualityOptions options)
    {
        var byHour = ByHour(_before, _reference);
        return new VolumeReport
        {
            ReferencePerDay = _before.Length / _reference.Length.TotalDays,
            CurrentPerDay = _now.Length / _current.Length.TotalDays,
            ReferenceByHour = byHour,
            CurrentByHour = ByHour(_now, _current),
            Days = [.. Days(_before, _reference, false), .. Days(_now, _current, true)],
            Gap = GapOf(byHour, options),
        };
    }

    /// <summary>Events a day as a column: its test is among the many of a report.</summary>
    public ColumnReport Column(QualityOptions options)
    {
        double[] before = [.. Days(_before, _reference, false).Select(day => (double)day.Events)];
        double[] now = [.. Days(_now, _current, true).Select(day => (double)day.Events)];
        var report = new ColumnReport
        {
            Name = InteractionColumnInfos.Volume.Name,
            Info = InteractionColumnInfos.Volume,
            Kind = "number",
            Reference = new NumberSample(new(before)).Facts(),
            Current = new NumberSample(new(now)).Facts(),
        };
        if (before.Length > 0 && now.Length > 0)
            report = report with { Histogram = NumberPicture.Of([.. before.Order()], [.. now.Order()]) };
        const int LeastDays = 3;
        if (before.Length < LeastDays || now.Length < LeastDays)
            return report with { Undecided = "Too few to say: a period has fewer than three whole days." };

        // Days multiply rather than add: a good one has half as much again, and a mean of logarithms is not one peak.
        // Days without an event are those of a closed shop, or silences, which are looked for by themselves.
        var p = WelchTest.PValue(Logarithms(before), Logarithms(now));
        var (mean, meanNow) = (Math.Max(before.Average(), 0.5), Math.Max(now.Average(), 0.5));
        var factor = Math.Max(meanNow / mean, mean / meanNow);
        return report with
        {
            Checks =
            [
                new CheckResult(
                    CheckKind.Volume,
                    p,
                    ColumnChecks.Grade(factor, options.ModerateVolume, options.MajorVolume),
                    $"{ColumnChecks.Number(now.Average())} events a day, before "
                    + $"{ColumnChecks.Number(before.Average())}"),
            ],
        };
    }

    private static double[] Logarithms(double[] counts) =>
        [.. counts.Where(count => count > 0).Select(count => Math.Log(count))];

    private static double[] ByHour(long[] times, Period period)
    {
        var hours = new double[24];
        foreach (var time in times)
            hours[time / HourMs % 24]++;
        return Array.ConvertAll(hours, count => count / Math.Max(period.Length.TotalDays, 1));
    }

    private static IEnumerable<DayVolume> Days(long[] times, Period period, bool isCurrent)
    {
        var days = (int)Math.Floor(period.Length.TotalDays);
        for (var back = days; back > 0; back--)
        {
            var from = period.To.AddDays(-back);
            var (first, last) = (IndexOf(from), IndexOf(from.AddDays(1)));
            yield return new DayVolume(from, last - first, isCurrent);
        }

        int IndexOf(DateTimeOffset instant)
        {
            var found = Array.BinarySearch(times, instant.ToUnixTimeMilliseconds());
            while (found > 0 && times[found - 1] == times[found])
                found--;
            return found < 0 ? ~found : found;
        }
    }

    private VolumeGap? GapOf(double[] byHour, QualityOptions options)
    {
        var usual = Longest(_before, _reference, byHour)?.ExpectedEvents ?? 0;
        var gap = Longest(_now, _current, byHour);
        return gap?.ExpectedEvents >= Math.Max(options.LeastMissedEvents, UnlikeReference * usual) ? gap : null;
    }

    /// <summary>The silence that cost most events by the reference's hours.</summary>
    private static VolumeGap? Longest(long[] times, Period period, double[] byHour)
    {
        var (from, to) = (period.From.ToUnixTimeMilliseconds(), period.To.ToUnixTimeMilliseconds());
        VolumeGap? longest = null;
        var last = from;
        foreach (var time in times.Append(to))
        {
            // Nothing shorter than an hour costs enough to matter, and most pairs are closer than that.
            if (time - last >= HourMs && ExpectedBetween(last, time, byHour) is var expected
                && (longest is null || expected > longest.ExpectedEvents))
            {
                longest = new VolumeGap(
                    DateTimeOffset.FromUnixTimeMilliseconds(last), DateTimeOffset.FromUnixTimeMilliseconds(time),
                    expected);
            }

            last = time;
        }

        return longest;
    }

    private static double ExpectedBetween(long from, long to, double[] byHour)
    {
        var sum = 0.0;
        for (var start = from; start < to;)
        {
            var end = Math.Min(to, ((start / HourMs) + 1) * HourMs);
            sum += byHour[start / HourMs % 24] * (end - start) / HourMs;
            start = end;
        }

        return sum;
    }
}
