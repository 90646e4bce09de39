using Ayni.Domain.Catalog;
using Ayni.Domain.Consents;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.Quality;

namespace Ayni.Gateway.Quality;

/// <summary>Makes reports, one at a time, of so many rows at most. Thread-safe.</summary>
internal sealed class QualityReports(
    IConsents consents,
    ICatalogStore catalog,
    IGrainFactory grains,
    QualityStore store,
    DriftWatch drift,
    QualityJobOptions options,
    TimeProvider clock) : IDisposable
{
    private const string MainMetric = ".ndcg@10";

    private readonly SemaphoreSlim _gate = new(1);
    private volatile QualityReport? _newest;

    /// <summary>The newest report this process made or read; null: none yet.</summary>
    public QualityReport? Newest => _newest;

    /// <summary>Reads what another gateway may have made since.</summary>
    public async Task<QualityReport?> ReadAsync(CancellationToken cancellationToken) =>
        _newest = await store.ReadAsync(cancellationToken) ?? _newest;

    /// <summary>Makes one now and keeps it.</summary>
    /// <exception cref="ArgumentException">There are no two periods to compare.</exception>
    public async Task<QualityReport> MakeAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            var thresholds = new QualityOptions();
            var rows = await LogRowsReader.ReadAsync(
                consents.LogOf(Purpose.Analytics), options.MostRows, now, thresholds, progress: null,
                cancellationToken);
            var input = new QualityInput
            {
                Now = now,
                Rows = rows,
                Products = await LogRowsReader.ReadProductsAsync(catalog, cancellationToken),
                Models = await ModelsAsync(cancellationToken),
                Notes = rows.FirstPosition <= 1
                    ? []
                    : [$"Only the newest {rows.Count:N0} interactions of the log were read (Ayni:Quality:MostRows)."],
            };
            var report = QualityReporter.Make(input, thresholds);
            await store.WriteAsync(report, cancellationToken);
            await drift.LookAsync(input, thresholds, cancellationToken);
            return _newest = report;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<IReadOnlyList<ModelPoint>> ModelsAsync(CancellationToken cancellationToken)
    {
        var view = await grains.GetGrain<IModelRegistryGrain>(ModelNames.Default).Get(cancellationToken);
        return
        [
            .. view.Versions.Reverse().Select(version => new ModelPoint(
                version.Version,
                version.PublishedAt,
                version.Version == view.ActiveVersion,
                version.Metrics
                    .Where(metric => metric.Key.EndsWith(MainMetric, StringComparison.Ordinal))
                    .OrderBy(metric => metric.Key, StringComparer.Ordinal)
                    .ToDictionary(metric => metric.Key, metric => metric.Value, StringComparer.Ordinal))),
        ];
    }
}
