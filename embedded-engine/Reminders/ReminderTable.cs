using Ayni.EmbeddedEngine.Silos;
using Microsoft.Extensions.Logging;

namespace Ayni.EmbeddedEngine.Reminders;

/// <summary>Reminders of a cluster, in memory: they outlive activations and silos, not the process.</summary>
internal sealed class ReminderTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId, string), ReminderRow> _rows = [];
    private readonly Dictionary<(GrainId, string), ITimer> _timers = [];
    private readonly List<(SiloRuntime Silo, TimeProvider Time)> _silos = [];
    private long _lastVersion;

    public void Join(SiloRuntime silo, TimeProvider time)
    {
        lock (_gate)
        {
            _silos.Add((silo, time));
            if (_silos.Count == 1)
                ArmAll();
        }
    }

    public void Leave(SiloRuntime silo)
    {
        lock (_gate)
        {
            _silos.RemoveAll(one => one.Silo == silo);
            foreach (var timer in _timers.Values)
                timer.Dispose();
            _timers.Clear();
            if (_silos.Count > 0)
                ArmAll();
        }
    }

    public ReminderRow Put(GrainId grainId, string name, DateTimeOffset startAt, TimeSpan period)
    {
        lock (_gate)
        {
            var row = new ReminderRow(grainId, name, startAt, period, ++_lastVersion);
            _rows[(grainId, name)] = row;
            Arm(row);
            return row;
        }
    }

    public void Remove(GrainId grainId, ReminderRow row)
    {
        lock (_gate)
        {
            if (!_rows.TryGetValue((grainId, row.ReminderName), out var stored) || stored.Version != row.Version)
            {
                throw new ReminderException(
                    $"Could not unregister reminder {row.ReminderName} of {grainId}: it was removed or replaced.");
            }

            _rows.Remove((grainId, row.ReminderName));
            if (_timers.Remove((grainId, row.ReminderName), out var timer))
                timer.Dispose();
        }
    }

    public List<IGrainReminder> Get(GrainId grainId)
    {
        lock (_gate)
        {
            return [.. _rows.Values.Where(row => row.GrainId == grainId)
                .OrderBy(static row => row.ReminderName, StringComparer.Ordinal)];
        }
    }

    private void ArmAll()
    {
        foreach (var row in _rows.Values)
            Arm(row);
    }

    private void Arm(ReminderRow row)
    {
        var key = (row.GrainId, row.ReminderName);
        if (_timers.Remove(key, out var old))
            old.Dispose();
        if (_silos.Count == 0)
            return;
        var time = _silos[0].Time;
        var now = time.GetUtcNow();
        var next = row.StartAt;
        if (next < now)
            next += ((now - next).Ticks / row.Period.Ticks + 1) * row.Period;
        using (ExecutionContext.SuppressFlow())
            _timers[key] = time.CreateTimer(_ => Fire(row), null, next - now, Timeout.InfiniteTimeSpan);
    }

    private void Fire(ReminderRow row)
    {
        SiloRuntime silo;
        DateTimeOffset now;
        lock (_gate)
        {
            if (_silos.Count == 0 || !IsCurrent(row))
                return;
            silo = _silos[0].Silo;
            now = _silos[0].Time.GetUtcNow();
        }

        var tick = new ReminderTick(row, now, exception => OnEnded(row, silo, exception));
        silo.Cluster.Send(tick, row.GrainId, silo.Endpoint);
    }

    private void OnEnded(ReminderRow row, SiloRuntime silo, Exception? exception)
    {
        if (exception is not null)
        {
            silo.Logger.LogWarning(
                exception, "Reminder {Reminder} of {Grain} failed", row.ReminderName, row.GrainId);
        }

        lock (_gate)
        {
            if (IsCurrent(row))
                Arm(row);
        }
    }

    private bool IsCurrent(ReminderRow row) =>
        _rows.TryGetValue((row.GrainId, row.ReminderName), out var stored) && stored.Version == row.Version;
}
