namespace Ayni.Grains.Answering;

/// <summary>
/// Who waits for a scan, and how long whoever comes now would: those who wait, by as many as are served at a time, by
/// what a scan took of late. Thread-safe.
/// </summary>
/// <param name="places">Scans at a time.</param>
internal sealed class ScanQueue(int places)
{
    /// <summary>Share of the newest scan in the mean: the last ten or twenty make most of it.</summary>
    public const double NewestShare = 1.0 / 16;

    private readonly Lock _gate = new();
    private int _waiting;
    private double _meanTicks;

    /// <summary>Joins, unless the wait would be longer.</summary>
    /// <returns>False: it would be; <see cref="Leave"/> is not to be called.</returns>
    public bool TryJoin(TimeSpan longest)
    {
        lock (_gate)
        {
            if (_waiting * _meanTicks / places > longest.Ticks)
                return false;
            _waiting++;
            return true;
        }
    }

    /// <summary>Waits no longer: served, or gone.</summary>
    public void Leave()
    {
        lock (_gate)
            _waiting--;
    }

    /// <summary>Notes what a scan took.</summary>
    public void Took(TimeSpan duration)
    {
        lock (_gate)
            _meanTicks += (duration.Ticks - _meanTicks) * (_meanTicks == 0 ? 1 : NewestShare);
    }
}
