using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Hosting;

namespace Ayni.Grains.Training;

/// <summary>What training measures of itself, on the silo that drives a run. Thread-safe; one a silo.</summary>
public sealed class TrainingMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 14_400, 43_200],
    };

    private static readonly TrainingPhase[] Ends =
        [TrainingPhase.Completed, TrainingPhase.Refused, TrainingPhase.Failed, TrainingPhase.Cancelled];

    private readonly Counter<long> _runs;
    private readonly UpDownCounter<int> _active;
    private readonly UpDownCounter<int> _watchers;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _phases;
    private readonly Histogram<double> _sweeps;
    private readonly Counter<long> _redone;
    private readonly Gauge<double> _progress;
    private readonly Gauge<double> _hitRate;

    /// <param name="meters">Makes the meter.</param>
    public TrainingMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(GrainInstruments.SourceName);
        _runs = meter.CreateCounter<long>(GrainInstruments.TrainingRuns, "{run}", "Runs that ended.");
        _active = meter.CreateUpDownCounter<int>(
            GrainInstruments.TrainingRunsActive, "{run}", "Runs that this silo drives.");
        _watchers = meter.CreateUpDownCounter<int>(
            GrainInstruments.TrainingWatchers, "{watcher}", "Those who watch runs on this silo.");
        _duration = meter.CreateHistogram(
            GrainInstruments.TrainingDuration, "s", "Time from the start of a run to its end.", tags: null, Seconds);
        _phases = meter.CreateHistogram(
            GrainInstruments.TrainingPhaseDuration, "s",
            "Time a phase of a run takes, from when this silo took it up.", tags: null, Seconds);
        _sweeps = meter.CreateHistogram(
            GrainInstruments.TrainingSweepDuration, "s", "Time a sweep takes, both sides.", tags: null, Seconds);
        _redone = meter.CreateCounter<long>(
            GrainInstruments.TrainingBlocksRedone, "{block}", "Blocks solved again because a silo was lost.");
        _progress = meter.CreateGauge<double>(
            GrainInstruments.TrainingProgress, "1", "Share of the newest run that is done.");
        _hitRate = meter.CreateGauge<double>(
            GrainInstruments.ModelHitRate, "1",
            "Share of first purchases in the last seven days that were among the ten best just before.");
    }

    /// <summary>Shows zero for what has not happened, so that its first time counts as a rise.</summary>
    internal void Announce()
    {
        foreach (var end in Ends)
            _runs.Add(0, Outcome(end));
        _redone.Add(0);
        _active.Add(0);
        _progress.Record(0);
    }

    /// <summary>Somebody begins to watch, or leaves.</summary>
    internal void Watches(string model, int change) =>
        _watchers.Add(change, new KeyValuePair<string, object?>("model", model));

    /// <summary>This silo begins to drive a run, or ends.</summary>
    internal void Drives(int change) => _active.Add(change);

    /// <summary>A run is over, and that is durable.</summary>
    internal void Ended(TrainingStatus status)
    {
        _runs.Add(1, Outcome(status.Phase));
        if (status is { StartedAt: { } started, EndedAt: { } ended })
            _duration.Record((ended - started).TotalSeconds, Outcome(status.Phase));
    }

    /// <summary>A phase is over.</summary>
    internal void PhaseEnded(TrainingPhase phase, TimeSpan took) =>
        _phases.Record(took.TotalSeconds, new KeyValuePair<string, object?>("phase", NameOf(phase)));

    /// <summary>A sweep is over.</summary>
    internal void SweepEnded(TimeSpan took) => _sweeps.Record(took.TotalSeconds);

    /// <summary>Blocks were solved again.</summary>
    internal void Redone(int blocks) => _redone.Add(blocks);

    /// <summary>So many right answers the active version gave.</summary>
    internal void Hits(ImmutableArray<DayHits> days)
    {
        var newest = days.IsEmpty ? [] : days.Where(day => day.Day > days[^1].Day.AddDays(-HitRateFall.Days)).ToArray();
        if (newest.Sum(day => day.Asked) is > 0 and var asked)
            _hitRate.Record((double)newest.Sum(day => day.Hits) / asked);
    }

    /// <summary>So much is done.</summary>
    /// <param name="share">0 to 1.</param>
    internal void Progresses(double share) => _progress.Record(share);

    private static KeyValuePair<string, object?> Outcome(TrainingPhase end) => new("outcome", NameOf(end));

    private static string NameOf(TrainingPhase phase) => phase switch
    {
        TrainingPhase.Snapshot => "snapshot",
        TrainingPhase.Search => "search",
        TrainingPhase.Sweep => "sweep",
        TrainingPhase.Fit => "fit",
        TrainingPhase.Judge => "judge",
        TrainingPhase.Publish => "publish",
        TrainingPhase.Completed => "completed",
        TrainingPhase.Refused => "refused",
        TrainingPhase.Failed => "failed",
        TrainingPhase.Cancelled => "cancelled",
        _ => "idle",
    };
}
