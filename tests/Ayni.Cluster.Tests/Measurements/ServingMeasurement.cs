using System.Diagnostics;
using System.Net.Http.Json;
using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Scenarios;
using Ayni.Cluster.Tests.Shop;
using Ayni.Testing;

namespace Ayni.Cluster.Tests.Measurements;

/// <summary>
/// Measures gateways as processes over HTTP, the load on the same machine: events a second on both databases, beside
/// what the database does at its best in the same run; memory; bulk loads; and how soon another gateway's answer shows
/// an event. Prints the table of the README.
/// </summary>
internal static class ServingMeasurement
{
    private const int Singles = 20_000;
    private const int PerRequest = 100;
    private const int InAll = 1_000_000;
    private const int Shoppers = 200_000;
    private const int BareRows = 300_000;
    private const int BulkProducts = 10_000;
    private const int Bulks = 5;
    private const int VisibleEvents = 500;

    public static async Task RunAsync()
    {
        using var folder = new TemporaryFolder();
        var sqlite = await OnSqliteAsync(folder.Path);
        var postgres = await OnPostgresAsync(folder.Path);
        Console.WriteLine("| measured | SQLite | PostgreSQL |\n|---|---|---|");
        foreach (var (name, value) in sqlite)
            Console.WriteLine($"| {name} | {value} | {postgres.GetValueOrDefault(name, "–")} |");
        foreach (var (name, value) in postgres.Where(row => !sqlite.ContainsKey(row.Key)))
            Console.WriteLine($"| {name} | – | {value} |");
    }

    private static async Task<Dictionary<string, string>> OnSqliteAsync(string folder)
    {
        var member = Member.Gateway("gateway");
        var settings = new ServerSettings(folder, new Dictionary<string, string>
        {
            ["Ayni__DataDirectory"] = Path.Combine(folder, "data"),
            ["urls"] = $"{member.Address}",
        });
        using var gateway = AyniProcess.StartGateway(member.Name, settings, member.Address);
        await gateway.WaitUntilUpAsync();
        return await EventsAsync(gateway, perCommit => BareInserts.SqliteAsync(folder, BareRows, perCommit));
    }

    private static async Task<Dictionary<string, string>> OnPostgresAsync(string folder)
    {
        using var postgres = await PostgresServer.StartNewAsync();
        Member[] members = [Member.Gateway("gateway-1"), Member.Gateway("gateway-2")];
        var gateways = members.Select(member => AyniProcess.StartGateway(
            member.Name,
            new ServerSettings(folder, new Dictionary<string, string>
            {
                ["Ayni__Postgres"] = postgres.ConnectionString,
                ["Ayni__SiloPort"] = $"{member.SiloPort}",
                ["Ayni__GatewayPort"] = $"{member.ClientPort}",
                ["Ayni__AdvertisedAddress"] = "127.0.0.1",
                ["urls"] = $"{member.Address}",
            }),
            member.Address)).ToArray();
        try
        {
            await Task.WhenAll(gateways.Select(gateway => gateway.WaitUntilUpAsync()));
            var shop = SmallShop.Larger;
            await shop.FillAsync(gateways[0].Http!);
            await new ShopClient(gateways[0].Http!).TrainAsync(ClusterScenario.SmallModel);
            var visible = await Visibility.MeasureAsync(gateways[0].Http!, gateways[1].Http!, shop, VisibleEvents);
            await using var connection = await postgres.OpenAsync();
            var rows = await EventsAsync(
                gateways[0], perCommit => BareInserts.PostgresAsync(connection, BareRows, perCommit));
            rows["an event of one gateway in another's answer"] =
                Invariant($"p50 {At(visible, .5):F1} ms, p99 {At(visible, .99):F1} ms, most {visible[^1]:F1} ms");
            return rows;
        }
        finally
        {
            foreach (var gateway in gateways)
                gateway.Dispose();
        }
    }

    private static async Task<Dictionary<string, string>> EventsAsync(
        AyniProcess gateway, Func<int, Task<double>> insertBareAsync)
    {
        var bareBatched = await insertBareAsync(PerRequest);
        var bare = await insertBareAsync(BareRows);
        using var load = new EventLoad(gateway.Http!.BaseAddress!, Shoppers);
        // The first requests compile what they call.
        await load.RunAsync(Singles / 4, 32, 1);
        await load.RunAsync(Singles, 8, PerRequest);
        // At the end of the load, what the collector could still give back included.
        var (before, mappedBefore) = ResidentMemory.Of(gateway);
        var singles = await load.RunAsync(Singles, 32, 1);
        var batched = await load.RunAsync(InAll - Singles, 8, PerRequest);
        var (after, mappedAfter) = ResidentMemory.Of(gateway);
        return new Dictionary<string, string>
        {
            ["bare inserts, one commit"] = Invariant($"{bare:F0}/s"),
            [$"bare inserts, {PerRequest} a commit"] = Share(bareBatched, bare),
            ["events one by one, 32 connections"] = Share(singles, bare),
            [$"events, {PerRequest} a request, 8 connections"] = Share(batched, bare),
            [$"resident memory after {InAll} events of {Shoppers} shoppers"] =
                Invariant($"{before:F0} → {after:F0} MB ({after - before:+0;-0} MB)"),
            ["of it files the database maps, which the kernel takes back"] =
                Invariant($"{mappedBefore:F0} → {mappedAfter:F0} MB"),
            [$"bulk of {BulkProducts} products, median of {Bulks}"] = await BulkAsync(gateway.Http!),
        };
    }

    private static async Task<string> BulkAsync(HttpClient http)
    {
        var rates = new double[Bulks];
        for (var bulk = 0; bulk < Bulks; bulk++)
        {
            var products = Enumerable.Range(0, BulkProducts).Select(number => new
            {
                product_id = $"bulk-{number}",
                product_name = $"Zapatillas de trekking {number}, edición {bulk}",
                product_category = $"Calzado > Zapatillas > {number % 100}",
                product_price = 10 + (number % 1_000),
                currency = "PEN",
            });
            using var content = JsonContent.Create(products);
            await content.LoadIntoBufferAsync();
            var clock = Stopwatch.StartNew();
            using var answer = await http.PostAsync("/v1/products:bulk", content);
            answer.EnsureSuccessStatusCode();
            rates[bulk] = BulkProducts / clock.Elapsed.TotalSeconds;
        }

        Array.Sort(rates);
        return Invariant($"{At(rates, .5):F0}/s ({rates[0]:F0} to {rates[^1]:F0})");
    }

    private static double At(double[] sorted, double share) =>
        sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static string Share(double rate, double bare) => Invariant($"{rate:F0}/s ({rate / bare:P0} of bare)");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
