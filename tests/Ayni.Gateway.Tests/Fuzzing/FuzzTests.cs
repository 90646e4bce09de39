using System.Collections.Concurrent;
using System.Globalization;
using Ayni.Gateway.Tests.Hosting;
using Xunit.Abstractions;

namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>
/// Every path of the document, asked things that follow its schemas but for one place: no fault, no hang, no growth,
/// and every refusal names what and where. Alone in the process, for what others hold would count as growth.
/// </summary>
[Collection(Alone.Name)]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Short = 20_000;
    private const int Long = 1_000_000;
    private const int Connections = 8;
    private const int MostShown = 20;
    private const int MostShownText = 500;
    private const long MostGrowthBytes = 64L << 20;
    private const string SeedVariable = "AYNI_FUZZ_SEED";
    private const string LongVariable = "AYNI_FUZZ_LONG";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public Task Requests_OddInOnePlace_AreAnsweredOrRefusedByName() => SendAsync(Short);

    [SkippableFact, Trait("Length", "Long")]
    public Task Requests_OddInOnePlaceForLong_AreAnsweredOrRefusedByName()
    {
        Skip.IfNot(Setting(LongVariable, 0) == 1, $"The long form runs where {LongVariable} is 1.");
        return SendAsync(Long);
    }

    private async Task SendAsync(int count)
    {
        var seed = Setting(SeedVariable, 1);
        await using var gateway = await RunningGateway.StartAsync();
        var document = (await gateway.Client.GetAsync("/openapi/v1.json")).Json;
        var requests = new FuzzRequests(document, seed);
        var address = gateway.Client.Http.BaseAddress!;
        var found = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var statuses = new ConcurrentDictionary<int, int>();

        // What a process holds after a quarter it may hold to the end: the ids are few.
        await SendAsync(address, requests, 0, count / 4, found, statuses);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(address, requests, count / 4, count, found, statuses);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        output.WriteLine(
            $"seed {seed}: {count} requests to {requests.Operations.Count} operations, "
            + string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))
            + $"; {grown >> 20} MB more held");
        Assert.True(
            found.IsEmpty,
            $"seed {seed}, {found.Count} kinds:\n{string.Join('\n', found.Values.Take(MostShown))}");
        (await gateway.Client.GetAsync("/health/ready")).AssertOk();
        Assert.True(grown < MostGrowthBytes, $"seed {seed}: {grown >> 20} MB more are held.");
    }

    private static Task SendAsync(
        Uri address, FuzzRequests requests, int from, int to,
        ConcurrentDictionary<string, string> found, ConcurrentDictionary<int, int> statuses)
    {
        var next = from - 1;
        return Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            FuzzConnection? connection = null;
            for (int number; (number = Interlocked.Increment(ref next)) < to;)
            {
                connection ??= await FuzzConnection.OpenAsync(address);
                var request = requests.Make(number);
                var answer = await connection.ExchangeAsync(request, Limit);
                if (answer.Status == 0 && request is { IsHttp: true, Ending: FuzzEnding.Answer })
                {
                    // The server may close a connection that was kept just as it is used again.
                    connection.Dispose();
                    connection = await FuzzConnection.OpenAsync(address);
                    answer = await connection.ExchangeAsync(request, Limit);
                }

                statuses.AddOrUpdate(answer.Status, 1, (_, many) => many + 1);
                if (FuzzVerdict.Of(request, answer) is { } wrong)
                    found.TryAdd($"{request.Operation} {wrong}", $"{wrong} {request}\n  → {Shown(answer.Text)}");
                if (answer.MayGoOn)
                    continue;
                connection.Dispose();
                connection = null;
            }

            connection?.Dispose();
        })));
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;

    private static string Shown(string text) => text.Length > MostShownText ? text[..MostShownText] + "…" : text;

    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone
    {
        public const string Name = "Fuzzing";
    }
}
