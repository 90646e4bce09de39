using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ayni.Gateway.Quality;

/// <summary>
/// Degraded while the data shift, never unhealthy: answers are made as before, and taking the gateway out of service
/// would help nobody.
/// </summary>
internal sealed class QualityHealthCheck(QualityReports reports) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(reports.Newest switch
        {
            null => HealthCheckResult.Healthy("no report on the data yet"),
            { } report when report.Findings.Any(finding => finding.IsDrift) =>
                HealthCheckResult.Degraded(report.Headline),
            { } report => HealthCheckResult.Healthy(report.Headline),
        });
}
