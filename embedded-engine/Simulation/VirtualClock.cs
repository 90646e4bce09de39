namespace Ayni.EmbeddedEngine.Simulation;

/// <summary>A clock that stands still until nothing else is left to do.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Sequence)> _timers = new();
    private long _now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private long _sequence;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp()
    {
        lock (_gate)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer and fires it; false if there is none.</summary>
    public bool TryFireNext()
    {
        VirtualTimer timer;
        lock (_gate)
        {
            do
            {
                if (!_timers.TryDequeue(out timer!, out var place))
                    return false;
                if (timer.Place != place)
                    continue;
                _now = Math.Max(_now, place.Due);
                timer.OnDequeued();
                break;
            }
            while (true);
        }

        timer.Fire();
        return true;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        /// <summary>Place in the queue; an entry at another place is outdated.</summary>
        public (long Due, long Sequence)? Place { get; private set; }

        public void Fire() => callback(state);

        public void OnDequeued()
        {
            Place = null;
            if (_period > TimeSpan.Zero)
                Enqueue(_period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                Place = null;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    Enqueue(dueTime);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Enqueue(TimeSpan after)
        {
            var place = (clock._now + after.Ticks, clock._sequence++);
            Place = place;
            clock._timers.Enqueue(this, place);
        }
    }
}
