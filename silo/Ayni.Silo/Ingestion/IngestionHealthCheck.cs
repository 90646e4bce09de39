using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ayni.Silo.Ingestion;

/// <summary>
/// Says whether a consumer reaches its broker. Degraded where it does not: the silo answers all the same, and what the
/// broker holds is taken in when it is back.
/// </summary>
internal sealed class IngestionHealthCheck(IngestionStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Appended} events appended, {status.Duplicates} known already, {status.Erased} of erased shoppers "
                + $"dropped, {status.Refused} refused");
        return Task.FromResult(status.Unreachable is { } reason
            ? new HealthCheckResult(context.Registration.FailureStatus, $"{status.Source}: {reason}; {counts}")
            : HealthCheckResult.Healthy($"{status.Source}: {counts}"));
    }
}
