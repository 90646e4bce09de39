using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Gateway.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ayni.Gateway.Tests.Security;

/// <summary>A refused attempt is counted, and what it showed is in no log and no trace.</summary>
public sealed class SecretTests
{
    private const string Shown = "ayni_0123456789ab_c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e70001";

    [Fact]
    public async Task Attempts_OfEveryKind_LeaveNoSecretInLogOrTraces()
    {
        await using var collector = await OtlpCollector.StartAsync();
        using var log = new RecordedLog();
        string[] secrets;
        await using (var gateway = await Keys.StartAsync(
            "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace",
            "--Logging:Console:LogLevel:Default=None", $"--Ayni:Telemetry:OtlpEndpoint={collector.Address}",
            "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"))
        {
            gateway.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
            var made = await gateway.Client.MakeAsync("narrow", """["events"]""");
            secrets = [Shown, Keys.Admin, made[^64..], Convert.ToBase64String(Encoding.UTF8.GetBytes($"o:{Shown}"))];
            await AttemptAsync(gateway.Client, made);
        }

        // Traced and logged it was, down to the least: else nothing would be proved.
        Assert.True(collector.Holds("/v1/traces", "/v1/products"));
        Assert.Contains("/v1/products", log.Text, StringComparison.Ordinal);
        Assert.Contains("[Trace]", log.Text, StringComparison.Ordinal);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, log.Text, StringComparison.Ordinal);
            Assert.False(collector.Holds("/v1/traces", secret));
            Assert.False(collector.Holds("/v1/metrics", secret));
        }
    }

    [Fact]
    public async Task Attempts_ThatAreRefused_AreCountedByTheirReason()
    {
        var counts = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == "ayni.access.refused")
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            counts.AddOrUpdate((string)tags[0].Value!, count, (_, sum) => sum + count));
        listener.Start();
        await using var gateway = await Keys.StartAsync();
        var client = gateway.Client;
        var narrow = await client.MakeAsync("narrow", """["events"]""");
        var page = await client.MakeAsync("page", """["events"]""", ", \"public\": true");
        var before = counts.ToDictionary();

        (await client.AsAsync(null, "GET", "/v1/products")).AssertRefused(401, "unauthorized");
        (await client.AsAsync(Shown, "GET", "/v1/products")).AssertRefused(401, "unauthorized");
        (await client.AsAsync(narrow, "GET", "/v1/products")).AssertRefused(403, "forbidden");
        (await client.AsAsync(page, "GET", "/v1/interaction-types")).AssertRefused(403, "forbidden");
        (await client.AsAsync(Keys.Admin, "DELETE", "/v1/keys/narrow")).AssertOk();
        (await client.AsAsync(narrow, "GET", "/v1/products")).AssertRefused(401, "unauthorized");

        foreach (var reason in new[] { "missing", "unknown", "scope", "public_key", "revoked" })
            Assert.True(counts[reason] > before.GetValueOrDefault(reason), reason);
        var metrics = await client.AsAsync(Keys.Admin, "GET", "/metrics");
        Assert.Contains("ayni_access_refused_total", metrics.Text, StringComparison.Ordinal);
    }

    private static async Task AttemptAsync(GatewayClient client, string narrow)
    {
        (await client.AsAsync(Shown, "GET", "/v1/products")).AssertRefused(401, "unauthorized");
        (await client.SendAsync(HttpMethod.Get, "/v1/products", null, headers: [("X-Api-Key", Shown)]))
            .AssertRefused(401, "unauthorized");
        (await client.SendAsync(
            HttpMethod.Get, "/dashboard", null,
            headers: [("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"o:{Shown}")))]))
            .AssertRefused(401, "unauthorized");
        foreach (var name in new[] { "api_key", "key", "access_token" })
        {
            (await client.GetAsync($"/v1/products?{name}={Shown}")).AssertRefused(401, "unauthorized");
            (await client.AsAsync(Keys.Admin, "GET", $"/v1/products?{name}={Shown}"))
                .AssertRefused(400, "invalid", name);
        }

        (await client.AsAsync(narrow, "GET", "/v1/products")).AssertRefused(403, "forbidden");
        (await client.AsAsync(Keys.Admin, "GET", "/v1/products")).AssertOk();
    }
}
