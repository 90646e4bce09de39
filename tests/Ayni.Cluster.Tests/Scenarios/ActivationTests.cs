using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Ayni.Testing;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>
/// Two versions take turns while a silo is killed in between: every answer is that of the version it names, to the
/// last digit, whichever gateway gave it.
/// </summary>
public sealed class ActivationTests(ClusterFixture cluster, ITestOutputHelper output)
    : ClusterScenario(cluster, output)
{
    private const string OtherModel =
        """{"rank": 4, "sweeps": 2, "blocks": 4, "seed": 99, "judged_share": 0, "search": "none"}""";

    private const int Short = 10;
    private const int Long = 100;
    private const int KillEvery = 3;
    private const int Readers = 3;
    private static readonly string Path = $"/v1/users/{Shop.UserId(3)}/recommendations?n=10";

    [SkippableFact]
    public Task Activate_WhileSilosAreKilled_NoAnswerMixesVersions() => FlipAsync(Short);

    [SkippableFact, Trait("Length", "Long")]
    public Task Activate_ManyTimesWhileSilosAreKilled_NoAnswerMixesVersions()
    {
        Scale.SkipUnlessLong();
        return FlipAsync(Long);
    }

    private Task FlipAsync(int times) => Cluster.RunAsync(Output, async () =>
    {
        await EnsureAsync(FirstGateway, SecondGateway, FirstSilo);
        var client = new ShopClient(Cluster.Gateways[0].Http!);
        string[] versions = [await client.TrainAsync(SmallModel), await client.TrainAsync(OtherModel)];
        var lists = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            await client.ActivateAsync(version);
            lists[version] = await WholeAsync(Cluster.Gateways[0], version);
        }

        Assert.NotEqual(lists[versions[0]], lists[versions[1]]);
        using var end = new CancellationTokenSource();
        var answers = new ConcurrentBag<JsonElement>();
        var readers = Cluster.Gateways.SelectMany(gateway => Enumerable.Repeat(gateway, Readers))
            .Select(gateway => ReadAsync(gateway.Http!, answers, end.Token)).ToList();

        for (var time = 0; time < times; time++)
        {
            var kill = time % KillEvery == 0 ? Cluster[FirstSilo.Name].KillAsync() : Task.CompletedTask;
            await ActivateAsync(Cluster.Gateways[0].Http!, versions[time % 2]);
            await kill;
            await Cluster.EnsureAsync(FirstSilo);
        }

        await end.CancelAsync();
        await Task.WhenAll(readers);
        var whole = answers.Where(answer => !answer.GetProperty("degraded").GetBoolean()).ToList();
        await FaultTable.WriteAsync(
            Output,
            $"| {times} activations, a silo killed at every third | {answers.Count} | – | – "
                + $"| {answers.Count - whole.Count} | – | – | every answer of one version |",
            string.Join(", ", whole.CountBy(VersionOf).Select(pair => $"{pair.Value} of {pair.Key}")));
        Assert.Equal(versions.Order(), whole.Select(VersionOf).Distinct().Order());
        Assert.All(whole, answer => Assert.Equal(lists[VersionOf(answer)], ItemsOf(answer)));
        foreach (var gateway in Cluster.Gateways)
            await WholeAsync(gateway, versions[(times - 1) % 2]);
    });

    private static string VersionOf(JsonElement answer) => answer.GetProperty("model_version").GetString()!;

    private static string ItemsOf(JsonElement answer) => answer.GetProperty("items").GetRawText();

    private static async Task<string> WholeAsync(AyniProcess gateway, string version) => ItemsOf(
        await new ShopClient(gateway.Http!).WaitForAsync(
            Path, answer => !answer.GetProperty("degraded").GetBoolean() && VersionOf(answer) == version));

    // A call that the killed silo was to answer fails for the caller, who asks again.
    private static Task ActivateAsync(HttpClient http, string version) => Eventually.HoldsAsync(
        async () =>
        {
            using var answer = await http.PostAsync($"/v1/models/{version}:activate", null);
            return answer.IsSuccessStatusCode;
        },
        $"{version} is active");

    private static async Task ReadAsync(HttpClient http, ConcurrentBag<JsonElement> answers, CancellationToken end)
    {
        await Task.Yield();
        while (!end.IsCancellationRequested)
        {
            using var answer = await http.GetAsync(Path, CancellationToken.None);
            if (answer.IsSuccessStatusCode)
                answers.Add(await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None));
        }
    }
}
