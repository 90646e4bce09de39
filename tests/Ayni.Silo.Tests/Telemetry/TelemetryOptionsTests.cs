using Ayni.Silo.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Ayni.Silo.Tests.Telemetry;

/// <summary>Defaults and bounds, and what OpenTelemetry's own variables switch on.</summary>
public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Read_NothingSet_ServesMetricsBehindTheKeyAndSendsNothing()
    {
        var options = Read();

        Assert.Null(options.OtlpEndpoint);
        Assert.Equal(1, options.TraceShare);
        Assert.Equal((true, false), (options.Prometheus, options.AnonymousMetrics));
        Assert.Equal((false, false), (options.SendsTraces, options.SendsMetrics));
    }

    [Theory]
    [InlineData("Ayni:Telemetry:OtlpEndpoint", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", false, true)]
    public void Read_Endpoint_SwitchesSendingOn(string setting, bool sendsTraces, bool sendsMetrics)
    {
        var options = Read((setting, "http://collector:4317"));

        Assert.Equal((sendsTraces, sendsMetrics), (options.SendsTraces, options.SendsMetrics));
    }

    [Theory]
    [InlineData("TraceShare", "-0.01")]
    [InlineData("TraceShare", "1.01")]
    [InlineData("OtlpEndpoint", "collector:4317")]
    [InlineData("OtlpEndpoint", "ftp://collector")]
    [InlineData("OtlpEndpoint", "not an address")]
    public void Read_OutOfRange_IsRefusedByName(string name, string value)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Read(($"Ayni:Telemetry:{name}", value)));

        Assert.Contains($"Ayni:Telemetry:{name}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TraceShare", "0")]
    [InlineData("TraceShare", "1")]
    [InlineData("OtlpEndpoint", "https://collector:4318")]
    public void Read_Bounds_AreAllowed(string name, string value) => Read(($"Ayni:Telemetry:{name}", value));

    private static TelemetryOptions Read(params (string Name, string Value)[] settings) =>
        TelemetryOptions.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => new KeyValuePair<string, string?>(one.Name, one.Value)))
            .Build());
}
