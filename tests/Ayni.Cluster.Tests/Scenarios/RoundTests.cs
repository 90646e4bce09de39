using System.Text.Json;
using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Rounds;
using Ayni.Cluster.Tests.Shop;
using Ayni.Silo.Tests.Ingestion.Kafka;
using Ayni.Testing;
using Npgsql;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>
/// Events in four ways while gateways, silos and PostgreSQL are killed at random moments and a clock jumps: what was
/// acknowledged counts once, in the log, in shoppers' and products' grains, and in what is trained on.
/// </summary>
public sealed class RoundTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    private const int Short = 50;
    private const int Long = 500;
    private const int Newest = 1_000;
    private const int SampledUsers = 40;

    [SkippableFact, Trait("Length", "Long")]
    public Task Rounds_OfRandomFaults_LoseAndDoubleNothing()
    {
        Scale.SkipUnlessLong();
        return RunAsync(Short, seed: 1);
    }

    [SkippableFact, Trait("Length", "Long")]
    public Task Rounds_OfManyRandomFaults_LoseAndDoubleNothing()
    {
        Scale.SkipUnlessLong();
        return RunAsync(Long, seed: 2);
    }

    private Task RunAsync(int rounds, int seed) => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(FirstGateway, SecondGateway, FirstSilo);
        using var folder = new TemporaryFolder();
        using var kafka = new MockKafka($"events-{seed}", 1);
        var clock = FakeClock.IsInstalled ? new FakeClock(Path.Combine(folder.Path, "clock")) : null;
        clock?.Set(TimeSpan.Zero);
        Member[] gateways = [FirstGateway, SecondGateway];
        Cluster.Settings = [.. kafka.Settings("rounds").Select(pair => (pair.Key.Replace(":", "__"), pair.Value!))];
        var faults = new RandomFaults(Cluster, gateways, [FirstSilo], clock, seed);
        await faults.RestartAllAsync();
        var addresses = gateways.Select(gateway => Cluster.PlaceOf(gateway).Address);
        await using var load = new LedgerLoad(addresses, kafka, Shop, "rounds", seed);

        await faults.RunAsync(rounds);

        await load.EndAsync();
        await DrainAsync(load);
        var (lost, doubled) = await load.Ledger.CompareAsync(Cluster.Postgres);
        await TellAsync(rounds, faults, load, lost, doubled);
        Assert.Equal((0, 0), (lost, doubled));
        Assert.Equal(Enum.GetValues<EventWay>(), load.Acknowledged.Keys.Order());
        Assert.DoesNotContain(load.Failures.Keys, failure => failure.StartsWith("500", StringComparison.Ordinal));
        await CheckGrainsAsync();
        await CheckTrainingAsync();
    });

    // What a broker or a file still holds is not lost: it comes in when all is well again.
    private async Task DrainAsync(LedgerLoad load)
    {
        foreach (var (gateway, path) in load.Imports)
        {
            var end = await new ShopClient(gateway).WaitForAsync(
                path, import => import.TryGetProperty("ended_at", out var at) && at.ValueKind != JsonValueKind.Null);
            Assert.True(end.GetProperty("state").GetString() == "completed", end.GetRawText());
        }

        await Eventually.HoldsAsync(
            async () => (await load.Ledger.CompareAsync(Cluster.Postgres)).Lost == 0,
            "every acknowledged event is in the log");
    }

    private Task TellAsync(int rounds, RandomFaults faults, LedgerLoad load, int lost, int doubled)
    {
        var refused = load.Failures.Where(pair => pair.Key.StartsWith('5')).Sum(pair => pair.Value);
        return FaultTable.WriteAsync(
            Output,
            $"| {rounds} random faults | – | {refused} | – | – | – | {load.Ledger.Acknowledged}/{lost}/{doubled} | – |",
            $"{ListOf(faults.Done)}; acknowledged {ListOf(load.Acknowledged)}; sent again after "
                + $"{ListOf(load.Failures)}; {faults.StartedOnceMore} starts once more");

        static string ListOf<T>(IReadOnlyDictionary<T, int> counts) =>
            string.Join(", ", counts.Select(pair => $"{pair.Key}: {pair.Value}"));
    }

    // Every gateway's grains against the log: a shopper's newest events, a product's count.
    private async Task CheckGrainsAsync()
    {
        var head = (await ReadAsync("select max(position), '' from ayni.interactions")).Single().Number;
        var users = await ReadAsync(
            "select count(*), user_id from ayni.interactions where user_id like 'shopper-%' group by user_id");
        var products = await ReadAsync(
            "select count(*), product_id from ayni.interactions where product_id is not null group by product_id");
        foreach (var gateway in Cluster.Gateways)
        {
            var client = new ShopClient(gateway.Http!);
            foreach (var (count, user) in users.Take(SampledUsers))
            {
                var view = await client.WaitForAsync(
                    $"/v1/users/{user}?newest={Newest}", view => view.GetProperty("position").GetInt64() >= head);
                var events = view.GetProperty("recent").EnumerateArray()
                    .Select(one => one.GetProperty("event_id").GetString()).ToList();
                Assert.Equal(count, view.GetProperty("interaction_count").GetInt32());
                Assert.Equal(Math.Min(count, Newest), events.Distinct(StringComparer.Ordinal).Count());
            }

            foreach (var (_, product) in products)
                await CheckProductAsync(client, product, head);
        }
    }

    // As of the answer's instant: what a clock that jumped has dated later is yet to count.
    private async Task CheckProductAsync(ShopClient client, string product, long head)
    {
        var features = await client.WaitForAsync(
            $"/v1/features/products/{product}", each => each.GetProperty("position").GetInt64() >= head);
        var asOf = features.GetProperty("as_of").GetDateTimeOffset().ToUnixTimeMilliseconds();
        var counted = await ReadAsync(
            $"select count(*), '' from ayni.interactions where product_id = '{product}' and timestamp_ms <= {asOf}");
        Assert.Equal(
            counted.Single().Number,
            features.GetProperty("features").GetProperty("total_interactions_product").GetInt64());
    }

    // The next model is made of what the log holds, pair by pair.
    private async Task CheckTrainingAsync()
    {
        var client = new ShopClient(Cluster.Gateways[0].Http!);
        var end = await client.WaitForPublishedAsync(await client.StartTrainingAsync(SmallModel));
        var position = end.GetProperty("as_of_position").GetInt64();
        var pairs = await ReadAsync(
            "select count(distinct (user_id, product_id)), '' from ayni.interactions "
            + $"where product_id is not null and position <= {position}");
        Assert.Equal(pairs.Single().Number, end.GetProperty("pairs").GetInt64());
    }

    private async Task<List<(long Number, string Text)>> ReadAsync(string sql)
    {
        await using var connection = await Cluster.Postgres.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var read = new List<(long, string)>();
        while (await rows.ReadAsync())
            read.Add((rows.GetInt64(0), rows.IsDBNull(1) ? "" : rows.GetString(1)));
        return read;
    }
}
