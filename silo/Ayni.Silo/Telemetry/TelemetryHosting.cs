using Ayni.Grains.Hosting;
using Ayni.Silo.Hosting;
using Ayni.Storage;
using Microsoft.Extensions.Configuration.Memory;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;

namespace Ayni.Silo.Telemetry;

/// <summary>Puts OpenTelemetry into a host: traces and metrics to a collector, metrics for Prometheus.</summary>
public static class TelemetryHosting
{
    private const string SamplerVariable = "OTEL_TRACES_SAMPLER";
    private const string Npgsql = "Npgsql";

    // Beside ours: those of Orleans, the web server, the database's client, and .NET.
    private static readonly string[] Meters =
    [
        "Ayni.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", Npgsql,
        "System.Runtime",
    ];

    private static readonly string[] Sources =
    [
        GrainInstruments.SourceName, StorageInstruments.SourceName, ActivitySources.ApplicationGrainActivitySourceName,
        ActivitySources.RuntimeActivitySourceName, ActivitySources.LifecycleActivitySourceName,
        ActivitySources.StorageActivitySourceName, Npgsql,
    ];

    /// <summary>
    /// Adds what <see cref="TelemetryOptions"/> asks for. Without a collector nothing listens to spans, and without
    /// Prometheus too nothing to metrics.
    /// </summary>
    /// <param name="builder">Of a program with a silo, or a client of one.</param>
    /// <param name="serviceName">Name the telemetry goes by, unless <c>OTEL_SERVICE_NAME</c> is set.</param>
    /// <param name="servesMetrics">Whether the program has a web port to serve <c>/metrics</c> at.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static void AddAyniTelemetry(this IHostApplicationBuilder builder, string serviceName, bool servesMetrics)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = TelemetryOptions.Read(builder.Configuration);
        builder.Services.AddSingleton(options);
        var isScraped = servesMetrics && options.Prometheus;
        if (!isScraped && !options.SendsMetrics && !options.SendsTraces)
            return;
        if (options.OtlpEndpoint is { } endpoint)
            builder.Configuration.Sources.Insert(0, Default(TelemetryOptions.EndpointVariable, endpoint));
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource
            .AddService(serviceName, serviceVersion: ServiceVersion()).AddEnvironmentVariableDetector());
        if (isScraped || options.SendsMetrics)
            telemetry.WithMetrics(metrics => AddMetrics(metrics, options, isScraped));
        if (options.SendsTraces)
            AddTraces(builder, telemetry, options);
    }

    // The exporter reads it as it reads the variable, which has its way: its source is higher in order.
    private static MemoryConfigurationSource Default(string name, string value) =>
        new() { InitialData = new Dictionary<string, string?> { [name] = value } };

    private static void AddMetrics(MeterProviderBuilder metrics, TelemetryOptions options, bool isScraped)
    {
        metrics.AddMeter(Meters);
        if (isScraped)
            metrics.AddPrometheusExporter();
        if (options.SendsMetrics)
            metrics.AddOtlpExporter();
    }

    private static void AddTraces(
        IHostApplicationBuilder builder, OpenTelemetryBuilder telemetry, TelemetryOptions options)
    {
        telemetry.WithTracing(traces =>
        {
            traces.AddSource(Sources);
            traces.AddAspNetCoreInstrumentation(http => http.Filter = context => IsTraced(context.Request.Path));
            if (string.IsNullOrEmpty(builder.Configuration[SamplerVariable]))
                traces.SetSampler(new RequestSampler(options.TraceShare));
            traces.AddOtlpExporter();
        });
        if (builder.Configuration.GetSection(AyniSiloOptions.Section).Get<AyniSiloOptions>()?.Role == AyniRole.Client)
            builder.UseOrleansClient(client => client.AddActivityPropagation());
        else
            builder.UseOrleans(silo => silo.AddActivityPropagation());
    }

    // Asked every few seconds, by machines, and of no interest one by one.
    private static bool IsTraced(PathString path) =>
        !path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        && !path.StartsWithSegments(MetricsMapping.Path, StringComparison.OrdinalIgnoreCase);

    private static string? ServiceVersion() =>
        typeof(TelemetryHosting).Assembly.GetName().Version?.ToString(fieldCount: 3);
}
