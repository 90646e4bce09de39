using System.Diagnostics.Metrics;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Hosting;
using Ayni.Grains.Training;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Grains.Tests.Training;

/// <summary>A run is measured by the states it goes through.</summary>
public sealed class RunObserverTests : IDisposable
{
    private static readonly DateTimeOffset Begun = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly List<string> _heard = [];
    private readonly TrainingMetrics _metrics;

    public RunObserverTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _metrics = new TrainingMetrics(meters);
        _listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name != GrainInstruments.TrainingProgress)
                own.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    [Fact]
    public void See_WholeRun_MeasuresPhasesAndSweeps()
    {
        var status = new TrainingStatus { Phase = TrainingPhase.Snapshot };
        var observer = new RunObserver(_metrics, status, Begun);

        observer.See(status, Begun.AddSeconds(1));
        observer.See(status = status with { Phase = TrainingPhase.Sweep }, Begun.AddSeconds(3));
        observer.See(status = status with { SweepsDone = 1 }, Begun.AddSeconds(5));
        observer.See(status = status with { SweepsDone = 2, BlocksRedone = 3 }, Begun.AddSeconds(9));
        observer.See(status with { Phase = TrainingPhase.Judge }, Begun.AddSeconds(10));

        Assert.Equal(
        [
            "ayni.training.phase.duration 3 snapshot", "ayni.training.sweep.duration 2",
            "ayni.training.sweep.duration 4", "ayni.training.blocks.redone 3", "ayni.training.phase.duration 7 sweep",
        ], _heard);
    }

    [Fact]
    public void Ended_Failed_IsCountedAndMeasured()
    {
        _metrics.Ended(new TrainingStatus
        {
            Phase = TrainingPhase.Failed,
            StartedAt = Begun,
            EndedAt = Begun.AddMinutes(1),
        });

        Assert.Equal(["ayni.training.runs 1 failed", "ayni.training.duration 60 failed"], _heard);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _heard.Add(FormattableString.Invariant(
            $"{instrument.Name} {value} {(tags.Length == 0 ? "" : tags[0].Value)}").TrimEnd());
}
