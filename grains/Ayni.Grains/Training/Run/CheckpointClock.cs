namespace Ayni.Grains.Training;

/// <summary>
/// Says which half-sweeps are stored: two in a row, one of each side, once the interval has passed since the two
/// before; and the last two. Two, because the loss of a sweep needs the reports of both.
/// </summary>
public sealed class CheckpointClock(TrainingHostOptions options, TimeProvider time)
{
    private long _since = time.GetTimestamp();
    private int _lastOrdered = int.MinValue;
    private int _lastStored = int.MinValue;
    private bool _awaitsSecond;

    /// <summary>How often a run goes back to its checkpoints before it is given up.</summary>
    public int MaxAttempts => options.MaxAttempts;

    /// <summary>Whether every half-sweep is stored.</summary>
    public bool StoresAll => options.CheckpointInterval == TimeSpan.Zero;

    /// <summary>A run begins, or goes on.</summary>
    public void Start()
    {
        (_since, _awaitsSecond) = (time.GetTimestamp(), false);
        (_lastOrdered, _lastStored) = (int.MinValue, int.MinValue);
    }

    /// <summary>Whether a half-sweep is to be stored; asked once each, in order.</summary>
    public bool Stores(int halfSweep, int halfSweeps)
    {
        var isFinal = halfSweep >= halfSweeps - 2;
        var isDue = time.GetElapsedTime(_since) >= options.CheckpointInterval;
        if (!isFinal && !isDue && !_awaitsSecond)
            return false;
        _awaitsSecond = _lastOrdered != halfSweep - 1;
        _lastOrdered = halfSweep;
        if (!_awaitsSecond)
            _since = time.GetTimestamp();
        return true;
    }

    /// <summary>A half-sweep is stored.</summary>
    /// <returns>Whether the one before it is stored too: a run can go on from here.</returns>
    public bool Stored(int halfSweep)
    {
        var isPair = _lastStored == halfSweep - 1;
        _lastStored = halfSweep;
        return isPair;
    }
}
