using System.Text.Json;
using Ayni.Cluster.Tests.Processes;
using Ayni.Cluster.Tests.Shop;
using Ayni.Testing;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>Processes that hold parts of the catalogue each.</summary>
public sealed class SlicedTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    /// <summary>So many that each of three processes holds some, wherever they are placed.</summary>
    private const string Partitions = "16";

    private static readonly Member[] Members = [FirstGateway, FirstSilo, SecondSilo];

    private static readonly string[] Questions =
    [
        $"/v1/users/{Shop.UserId(0)}/recommendations?n=10",
        $"/v1/users/{Shop.UserId(5)}/recommendations?n=5&max_price=30",
        $"/v1/users/{Shop.UserId(9)}/recommendations?n=10&scenario=popular",
        $"/v1/users/{Shop.UserId(5)}/recommendations?n=5&max_price=30&group={SmallShop.Wholesale}",
        $"/v1/users/{Shop.UserId(7)}/recommendations?n=5&scenario=deals&store=cusco",
        $"/v1/products/{Shop.ProductId(3)}/similar?n=5",
    ];

    /// <summary>
    /// An answer is the whole index's to the byte or says that parts are missing, at any time: while the processes
    /// start, while a part's only holder is dead, while others take its parts over.
    /// </summary>
    [SkippableTheory]
    [InlineData("1")]
    [InlineData("2")]
    public Task Kill_OfAHolderOfParts_AnswersAreTheWholeIndexsOrSaySo(string replicas) => Cluster.RunAsync(
        Output, async () =>
    {
        await Cluster.EndOthersAsync();
        await EnsureAsync(Members);
        Served[] whole = [];
        await Eventually.HoldsAsync(
            async () => (whole = await AskAsync()).All(answer => !answer.IsDegraded), "a whole index answers");
        Assert.All(whole, answer => Assert.NotNull(answer.Version));
        Assert.NotEqual(whole[1].Items, whole[3].Items);
        Assert.Contains("\"source\":\"deals\"", whole[4].Items, StringComparison.Ordinal);
        await Cluster.EndOthersAsync();
        await Cluster.StartAsync(
            [.. Members.Select(Cluster.PlaceOf)],
            ("Ayni__Index__Partitions", Partitions),
            ("Ayni__Index__Replicas", replicas));

        await AskUntilWholeAsync(whole, "the parts are held");
        await Cluster[SecondSilo.Name].KillAsync();
        var said = await AskUntilWholeAsync(whole, "the others hold the parts of the one that was killed");

        // Who asks first after the kill finds the holder dead; another holder makes up for it, if there is one.
        if (replicas == "1")
            Assert.True(said > 0, "No answer said that parts were missing, so none of the killed silo's were.");
        await Cluster.EndOthersAsync();
    });

    private ShopClient Client() => new(Cluster.Gateways[0].Http!);

    /// <summary>Asks until all answers are the whole index's.</summary>
    /// <returns>Answers that said that parts were missing.</returns>
    private async Task<int> AskUntilWholeAsync(Served[] whole, string what)
    {
        var said = 0;
        await Eventually.HoldsAsync(
            async () =>
            {
                var now = await AskAsync();
                foreach (var (expected, answer) in whole.Zip(now).Where(pair => !pair.Second.IsDegraded))
                    Assert.Equal(expected, answer);
                var missing = now.Count(answer => answer.IsDegraded);
                said += missing;
                return missing == 0;
            },
            what);
        Output.WriteLine($"{said} answers said that parts were missing until {what}");
        return said;
    }

    private async Task<Served[]> AskAsync()
    {
        var client = Client();
        var answers = new List<Served>();
        foreach (var question in Questions)
            answers.Add(Served.Of(await client.GetAsync(question)));
        return [.. answers];
    }

    private sealed record Served(string Items, string? Version, bool IsDegraded)
    {
        public static Served Of(JsonElement answer) => new(
            answer.GetProperty("items").GetRawText(),
            answer.GetProperty("model_version").GetString(),
            answer.GetProperty("degraded").GetBoolean());
    }
}
