namespace Ayni.Features.Histories;

/// <summary>
/// A stretch of a timeline before an instant t: events from t − oldest on, and before t − newest. An event at the
/// instant itself is not in it, so that what is known of a shopper at an event holds neither it nor what shares its
/// instant.
/// </summary>
internal sealed class TimelineWindow(List<FeatureEvent> events, IWindowSums sums, TimeSpan? oldest, TimeSpan newest)
{
    private readonly long? _oldest = (long?)oldest?.TotalMilliseconds;
    private readonly long _newest = (long)newest.TotalMilliseconds;
    private long _from = long.MinValue;
    private long _to = long.MinValue;

    /// <summary>Index of the first event in it.</summary>
    public int Low { get; private set; }

    /// <summary>Index after the last event in it.</summary>
    public int High { get; private set; }

    public void MoveTo(long instant)
    {
        _from = _oldest is { } oldest ? instant - oldest : long.MinValue;
        _to = instant - _newest;
        // Widened first, so that the low end never passes the high one.
        while (High < events.Count && events[High].Milliseconds < _to)
            sums.Add(events[High++]);
        while (Low > 0 && events[Low - 1].Milliseconds >= _from)
            sums.Add(events[--Low]);
        while (High > Low && events[High - 1].Milliseconds >= _to)
            sums.Remove(events[--High]);
        while (Low < High && events[Low].Milliseconds < _from)
            sums.Remove(events[Low++]);
    }

    /// <summary>An event was put into the timeline.</summary>
    public void Entered(FeatureEvent happened)
    {
        if (happened.Milliseconds >= _to)
            return;
        High++;
        if (happened.Milliseconds < _from)
            Low++;
        else
            sums.Add(happened);
    }

    /// <summary>An event was taken out of it.</summary>
    public void Left(FeatureEvent happened)
    {
        if (happened.Milliseconds >= _to)
            return;
        High--;
        if (happened.Milliseconds < _from)
            Low--;
        else
            sums.Remove(happened);
    }
}
