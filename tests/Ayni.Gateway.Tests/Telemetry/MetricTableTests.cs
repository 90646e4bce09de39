using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Gateway.Tests.Quality;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>The table of metrics lists the instruments that there are, with their units and tags.</summary>
public sealed class MetricTableTests
{
    private const string Table = "silo/Ayni.Silo/Telemetry/README.md";

    private static readonly string[] Meters = ["Ayni.Gateway", "Ayni.Silo", "Ayni.Grains", "Ayni.Storage"];

    [Fact]
    public async Task Table_OfARunningGateway_IsComplete()
    {
        var instruments = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
                instruments[instrument.Name] = instrument.Unit ?? "";
        };
        listener.Start();
        await using var gateway = await RunningGateway.StartAsync();
        (await gateway.Client.GetAsync("/v1/users/ana/recommendations")).AssertOk();
        (await gateway.Client.PostAsync("/v1/events", "{}")).AssertRefused(400, "invalid");

        var listed = Rows().ToDictionary(row => row.Name, row => row.Unit, StringComparer.Ordinal);

        Assert.Equal(
            instruments.OrderBy(one => one.Key, StringComparer.Ordinal),
            listed.OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Table_AfterTraffic_NamesTheTagsThatAreUsed()
    {
        var used = new ConcurrentDictionary<(string Name, string Tag), bool>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        var shop = new TrainedShop();
        await shop.InitializeAsync();
        (await shop.Client.GetAsync("/v1/users/tea-drinker-1/recommendations?explain=true")).AssertOk();
        (await shop.Client.PostAsync("/v1/events", "{}")).AssertRefused(400, "invalid");
        // The weeks before the shop's own events: there is something to report on.
        for (var batch = 4; batch < 6; batch++)
        {
            var events = QualityApiTests.Events(batch);
            (await shop.Client.PostAsync("/v1/events", events)).AssertOk(HttpStatusCode.Accepted);
        }

        (await shop.Client.PostAsync("/v1/quality", "")).AssertOk();
        await using (var closed = await RunningGateway.StartAsync(null, "--Ayni:ApiKey=0123456789abcdef-key"))
            (await closed.Client.GetAsync("/v1/status")).AssertRefused(401, "unauthorized");
        await RetainAsync();
        listener.RecordObservableInstruments();
        await shop.DisposeAsync();

        var listed = Rows().SelectMany(row => row.Tags.Select(tag => (row.Name, tag))).ToArray();

        Assert.Empty(used.Keys.Except(listed));
        Assert.Empty(listed.Except(used.Keys));

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
                used[(instrument.Name, tag.Key)] = true;
        }
    }

    // A run that deletes: what is old stands in the log when the gateway starts.
    private static async Task RetainAsync()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await RunningGateway.StartAsync(folder.Path))
        {
            (await first.Client.PostAsync(
                "/v1/events",
                """
                {"user_id": "u", "product_id": "p", "interaction_type": "view",
                 "timestamp_interaction": "2020-01-01T00:00:00Z"}
                """)).AssertOk(HttpStatusCode.Accepted);
        }

        await using var gateway = await RunningGateway.StartAsync(folder.Path, "--Ayni:Retention:view=30d");
        await Eventually.HoldsAsync(
            async () => (await gateway.Client.GetAsync("/v1/retention"))["next_run_at"].ValueKind
                != JsonValueKind.Null,
            "the run at the start is over");
    }

    private static IEnumerable<(string Name, string Unit, string[] Tags)> Rows() =>
        from line in DeployFiles.Read(Table).Split('\n')
        where line.StartsWith("| `ayni.", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        select (
            cells[1].Trim('`'), cells[2].Trim('`'),
            cells[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
