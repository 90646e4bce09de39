using System.Diagnostics.Metrics;
using Ayni.Grains.Catalog;
using Ayni.Grains.Following;
using Ayni.Grains.Models;
using Ayni.Grains.Training;

namespace Ayni.Grains.Hosting;

/// <summary>Shows how far the silo's follower, index and model are. Begins when the silo is up.</summary>
internal sealed class SiloGauges(
    IMeterFactory meters,
    SiloFollower follower,
    ServingModel serving,
    CatalogIndex index,
    TrainingMetrics training,
    TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly KeyValuePair<string, object?> Log = new("source", "log");
    private static readonly KeyValuePair<string, object?> Catalog = new("source", "catalog");

    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(nameof(SiloGauges), ServiceLifecycleStage.Active, _ =>
        {
            Show();
            return Task.CompletedTask;
        });
    }

    private void Show()
    {
        training.Announce();
        var meter = meters.Create(GrainInstruments.SourceName);
        meter.CreateObservableGauge(
            GrainInstruments.FollowerLag, Lags, "{position}", "Positions that the follower knows of and has not read.");
        meter.CreateObservableGauge(
            GrainInstruments.FollowerStaleness, () => follower.Staleness.TotalSeconds, "s",
            "Time since the follower last was at the end of log and catalogue.");
        meter.CreateObservableGauge(
            GrainInstruments.ModelActive, () => serving.Version is null ? 0 : 1, "{model}",
            "1 if a trained model answers on this silo, 0 if popularity does.");
        meter.CreateObservableGauge(
            GrainInstruments.ModelDataAge, DataAges, "s",
            "Age of the newest interaction that the model which answers was trained on.");
        meter.CreateObservableGauge(
            GrainInstruments.IndexProducts, () => serving.Products, "{product}",
            "Products in the table that answers on this silo.");
        meter.CreateObservableGauge(
            GrainInstruments.IndexBuildProgress, () => index.Progress.Share, "1",
            "Share of the catalogue that the newest load of the index has read.");
    }

    private Measurement<long>[] Lags()
    {
        var (known, read) = (follower.Known, follower.Read);
        return
        [
            new(Math.Max(0, known.Log - read.Log), Log), new(Math.Max(0, known.Catalog - read.Catalog), Catalog),
        ];
    }

    // No value without a model: an age of nothing would look like a very new or a very old one.
    private Measurement<double>[] DataAges() => serving.ReferenceTime is { } newest
        ? [new((time.GetUtcNow() - newest).TotalSeconds)]
        : [];
}
