namespace Ayni.Silo.Telemetry;

/// <summary>
/// What a process tells of itself; configuration section <c>Ayni:Telemetry</c>. OpenTelemetry's own variables
/// (<c>OTEL_…</c>) hold beside it.
/// </summary>
public sealed record TelemetryOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Telemetry";

    /// <summary>OpenTelemetry's variable that <see cref="OtlpEndpoint"/> stands for.</summary>
    internal const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string TracesVariable = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string MetricsVariable = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    /// <summary>
    /// Collector that traces and metrics are sent to over OTLP; null: they are not sent, unless
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one, which has its way.
    /// <value>Default null; otherwise an http or https address.</value>
    /// </summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>
    /// Share of the requests that are traced, where traces are sent. Does not hold where <c>OTEL_TRACES_SAMPLER</c> is
    /// set. <value>Default 1; range 0 to 1.</value>
    /// </summary>
    public double TraceShare { get; init; } = 1;

    /// <summary>Serves the metrics at <c>/metrics</c> in Prometheus' format. <value>Default true.</value></summary>
    public bool Prometheus { get; init; } = true;

    /// <summary>Serves <c>/metrics</c> to callers without the API key too. <value>Default false.</value></summary>
    public bool AnonymousMetrics { get; init; }

    /// <summary>Whether traces are sent; otherwise nothing listens to them.</summary>
    internal bool SendsTraces { get; private init; }

    /// <summary>Whether metrics are sent.</summary>
    internal bool SendsMetrics { get; private init; }

    /// <summary>Reads the section and OpenTelemetry's variables.</summary>
    /// <exception cref="ArgumentException">Names the setting, its value, the range and where to set it.</exception>
    public static TelemetryOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = configuration.GetSection(Section).Get<TelemetryOptions>() ?? new();
        options.Validate();
        var sendsAll = options.OtlpEndpoint is not null || IsSet(EndpointVariable);
        return options with
        {
            SendsTraces = sendsAll || IsSet(TracesVariable),
            SendsMetrics = sendsAll || IsSet(MetricsVariable),
        };

        bool IsSet(string name) => !string.IsNullOrEmpty(configuration[name]);
    }

    /// <summary>Refuses a value outside its range.</summary>
    /// <exception cref="ArgumentException">Names the setting, its value, the range and where to set it.</exception>
    public void Validate()
    {
        Require(
            OtlpEndpoint is null || (Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)),
            nameof(OtlpEndpoint), OtlpEndpoint, "an http or https address, such as http://localhost:4317");
        Require(TraceShare is >= 0 and <= 1, nameof(TraceShare), TraceShare, "0 to 1");
    }

    private static void Require(bool isInRange, string name, object? value, string range)
    {
        if (!isInRange)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{Section}:{name} is {value}; it must be {range}. Set it in appsettings.json, as the environment ")
                + $"variable {Section.Replace(":", "__", StringComparison.Ordinal)}__{name}, or leave it out for the "
                + "default.");
        }
    }
}
