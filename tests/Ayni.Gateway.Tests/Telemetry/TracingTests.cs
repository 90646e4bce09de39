using System.Diagnostics;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>One request is one trace, from HTTP through the grains to the store, and reaches the collector.</summary>
public sealed class TracingTests
{
    private const string Grains = "Microsoft.Orleans.Application";
    private const string Event = """{"user_id": "ana", "product_id": "mate", "interaction_type": "view"}""";

    [Fact]
    public async Task Requests_OnSqlite_AreOneTraceEachAndReachTheCollector()
    {
        await using var collector = await OtlpCollector.StartAsync();
        using var spans = new SpanRecorder();
        ActivityTraceId answered;
        await using (var gateway = await RunningGateway.StartAsync(null, Settings(collector)))
        {
            answered = await RecommendAsync(gateway.Client, spans);
            var posted = await PostAsync(gateway.Client, spans);
            await spans.WaitForAsync(posted, span => span.OperationName == "log commit");
        }

        // Stopping has sent what was kept.
        Assert.True(collector.Holds("/v1/traces", Convert.FromHexString(answered.ToHexString())));
        Assert.True(collector.Holds("/v1/traces", "ayni-gateway"));
        Assert.True(collector.Holds("/v1/metrics", "ayni.recommendation.duration"));
    }

    [SkippableFact]
    public async Task Requests_OnPostgres_AreTracedDownToTheSql()
    {
        Skip.If(TemporaryDatabase.Admin is null, "AYNI_TEST_POSTGRES is not set");
        await using var database = await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin);
        await using var collector = await OtlpCollector.StartAsync();
        using var spans = new SpanRecorder();
        await using var gateway = await RunningGateway.StartAsync(
            null, [.. Settings(collector), .. ClusterSettings.On(database)]);

        var posted = await PostAsync(gateway.Client, spans);
        var commit = await spans.WaitForAsync(posted, span => span.OperationName == "log commit");
        var sql = await spans.WaitForAsync(posted, span => span.Source.Name == "Npgsql");
        Assert.Equal(commit.SpanId, sql.ParentSpanId);

        // Ana's grain is not active yet: it reads the log before it answers.
        var answered = await RecommendAsync(gateway.Client, spans);
        var history = await spans.WaitForAsync(answered, span => span.OperationName == "history");
        await spans.WaitForAsync(
            answered, span => span.Source.Name == "Npgsql" && span.ParentSpanId == history.SpanId);
    }

    [Fact]
    public async Task Requests_OfMachines_AreNotTraced()
    {
        await using var collector = await OtlpCollector.StartAsync();
        using var spans = new SpanRecorder();
        await using var gateway = await RunningGateway.StartAsync(null, Settings(collector));
        var (live, metrics, status) =
            (ActivityTraceId.CreateRandom(), ActivityTraceId.CreateRandom(), ActivityTraceId.CreateRandom());

        await SendAsync(gateway.Client, live, HttpMethod.Get, "/health/live");
        await SendAsync(gateway.Client, metrics, HttpMethod.Get, "/metrics");
        await SendAsync(gateway.Client, status, HttpMethod.Get, "/v1/status");
        await spans.WaitForAsync(status, span => span.Kind == ActivityKind.Server && span.Source.Name != Grains);

        Assert.Empty(spans.Of(live));
        Assert.Empty(spans.Of(metrics));
    }

    private static string[] Settings(OtlpCollector collector) =>
        [$"--Ayni:Telemetry:OtlpEndpoint={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"];

    private static async Task<ActivityTraceId> RecommendAsync(GatewayClient client, SpanRecorder spans)
    {
        var trace = ActivityTraceId.CreateRandom();
        (await SendAsync(client, trace, HttpMethod.Get, "/v1/users/ana/recommendations")).AssertOk();
        var http = await spans.WaitForAsync(
            trace, span => span.Kind == ActivityKind.Server && span.Source.Name != Grains);
        var call = await spans.WaitForAsync(
            trace, span => span.Kind == ActivityKind.Client && IsRecommend(span));
        var answer = await spans.WaitForAsync(
            trace, span => span.Kind == ActivityKind.Server && IsRecommend(span));
        var scan = await spans.WaitForAsync(trace, span => span.OperationName == "index_scan");
        Assert.Equal(http.SpanId, call.ParentSpanId);
        Assert.Equal(call.SpanId, answer.ParentSpanId);
        Assert.Equal(answer.SpanId, scan.ParentSpanId);
        return trace;

        static bool IsRecommend(Activity span) =>
            span.Source.Name == Grains && span.DisplayName.EndsWith("/Recommend", StringComparison.Ordinal);
    }

    private static async Task<ActivityTraceId> PostAsync(GatewayClient client, SpanRecorder spans)
    {
        var trace = ActivityTraceId.CreateRandom();
        (await SendAsync(client, trace, HttpMethod.Post, "/v1/events", Event))
            .AssertOk(System.Net.HttpStatusCode.Accepted);
        await spans.WaitForAsync(trace, span => span.Kind == ActivityKind.Server);
        return trace;
    }

    private static Task<Answer> SendAsync(
        GatewayClient client, ActivityTraceId trace, HttpMethod method, string path, string? body = null) =>
        client.SendAsync(
            method, path, body,
            headers: ("traceparent", $"00-{trace.ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-01"));
}
