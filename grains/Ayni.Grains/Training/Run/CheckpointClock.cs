namespace Ayni.Grains.Training;

/// <summary>
/// Says which half-sweeps are stored: two in a row, one of each side, once the interval has passed since the two
/// before; and the last two. Two, because the loss of a sweep needs the reports of both.
/// </summary>
/// <param name="Interval">0 stores every half-sweep.</param>
/// <param name="Since">When the two before were ordered, or the run began or went on.</param>
internal sealed record CheckpointClock(TimeSpan Interval, DateTimeOffset Since)
{
    private int LastOrdered { get; init; } = int.MinValue;

    private int LastStored { get; init; } = int.MinValue;

    private bool AwaitsSecond { get; init; }

    /// <summary>Whether every half-sweep is stored.</summary>
    public bool StoresAll => Interval == TimeSpan.Zero;

    /// <summary>Whether a half-sweep is to be stored; asked once each, in order.</summary>
    public (CheckpointClock Next, bool Stores) Stores(int halfSweep, int halfSweeps, DateTimeOffset at)
    {
        var isFinal = halfSweep >= halfSweeps - 2;
        var isDue = at - Since >= Interval;
        if (!isFinal && !isDue && !AwaitsSecond)
            return (this, false);
        var awaitsSecond = LastOrdered != halfSweep - 1;
        var since = awaitsSecond ? Since : at;
        return (this with { AwaitsSecond = awaitsSecond, LastOrdered = halfSweep, Since = since }, true);
    }

    /// <summary>A half-sweep is stored.</summary>
    /// <returns>Whether the one before it is stored too: a run can go on from here.</returns>
    public (CheckpointClock Next, bool IsPair) Stored(int halfSweep) =>
        (this with { LastStored = halfSweep }, LastStored == halfSweep - 1);
}
