namespace Ayni.Features.Histories;

/// <summary>
/// Events in order of time, then position, and windows that slide over them: each event enters a window's sums once and
/// leaves them once. Not thread-safe.
/// </summary>
internal sealed class Timeline
{
    private readonly List<FeatureEvent> _events = [];
    private readonly List<TimelineWindow> _windows = [];

    public int Count => _events.Count;

    public FeatureEvent this[int index] => _events[index];

    public T Watch<T>(T sums, TimeSpan? oldest, TimeSpan newest, out TimelineWindow window)
        where T : IWindowSums
    {
        _windows.Add(window = new TimelineWindow(_events, sums, oldest, newest));
        return sums;
    }

    public void Add(FeatureEvent happened)
    {
        var index = _events.Count;
        if (index > 0 && Compare(_events[^1], happened) > 0)
            index = ~_events.BinarySearch(happened, Order);
        _events.Insert(index, happened);
        foreach (var window in _windows)
            window.Entered(happened);
    }

    public void MoveTo(long milliseconds)
    {
        foreach (var window in _windows)
            window.MoveTo(milliseconds);
    }

    public void Remove(FeatureEvent happened)
    {
        _events.RemoveAt(_events.BinarySearch(happened, Order));
        foreach (var window in _windows)
            window.Left(happened);
    }

    private static readonly Comparer<FeatureEvent> Order = Comparer<FeatureEvent>.Create(Compare);

    private static int Compare(FeatureEvent one, FeatureEvent other) =>
        one.Milliseconds != other.Milliseconds
            ? one.Milliseconds.CompareTo(other.Milliseconds)
            : one.Position.CompareTo(other.Position);
}
