using System.Diagnostics.Metrics;
using Ayni.Quality;

namespace Ayni.Gateway.Quality;

/// <summary>Shows the newest report as metrics, by column.</summary>
internal sealed class QualityGauges
{
    private readonly QualityReports _reports;
    private readonly TimeProvider _clock;

    public QualityGauges(QualityReports reports, IMeterFactory meters, TimeProvider clock)
    {
        (_reports, _clock) = (reports, clock);
        var meter = meters.Create(GatewayInstruments.MeterName);
        meter.CreateObservableGauge(
            GatewayInstruments.QualitySeverity, Severities, "1",
            "How much a column shifted: 0 not, 1 moderately, 2 a lot.");
        meter.CreateObservableGauge(
            GatewayInstruments.QualityPsi, Stabilities, "1", "Population stability index of a column.");
        meter.CreateObservableGauge(
            GatewayInstruments.QualityAge, Ages, "s", "Age of the newest report on the data; none without one.");
    }

    private IEnumerable<Measurement<int>> Severities() =>
        (_reports.Newest?.Columns ?? []).Select(column => new Measurement<int>((int)column.Severity, Tag(column)));

    private IEnumerable<Measurement<double>> Stabilities() =>
        from column in _reports.Newest?.Columns ?? []
        let figures = column.Distribution
        where figures is not null
        select new Measurement<double>(figures.Psi, Tag(column));

    private Measurement<double>[] Ages() => _reports.Newest is { } report
        ? [new((_clock.GetUtcNow() - report.GeneratedAt).TotalSeconds)]
        : [];

    private static KeyValuePair<string, object?> Tag(ColumnReport column) => new("column", column.Name);
}
