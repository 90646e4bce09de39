namespace Ayni.Silo.Telemetry;

/// <summary>The metrics, for Prometheus to read.</summary>
public static class MetricsMapping
{
    /// <summary>Path the metrics are served at.</summary>
    public const string Path = "/metrics";

    /// <summary>
    /// Maps the metrics at <see cref="Path"/> where <see cref="TelemetryOptions.Prometheus"/> is on: behind the
    /// program's own authorization, unless <see cref="TelemetryOptions.AnonymousMetrics"/>.
    /// </summary>
    /// <returns>The endpoint; null if nothing was mapped.</returns>
    public static IEndpointConventionBuilder? MapAyniMetrics(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = endpoints.ServiceProvider.GetRequiredService<TelemetryOptions>();
        if (!options.Prometheus)
            return null;
        var metrics = endpoints.MapPrometheusScrapingEndpoint(Path);
        return options.AnonymousMetrics ? metrics.AllowAnonymous() : metrics;
    }
}
