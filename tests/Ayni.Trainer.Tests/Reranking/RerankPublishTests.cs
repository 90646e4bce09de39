using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Users;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Tests.CommandLine;
using Ayni.Trainer.Texts;

namespace Ayni.Trainer.Tests.Reranking;

/// <summary>A re-ranker from the command line to the answers of the grains.</summary>
[Collection(PostgresDatabase.Collection)]
public sealed class RerankPublishTests
{
    private const int Shown = 10;
    private const int MostTries = 10;
    private const string Nobody = "somebody-new";

    private static readonly string[] Learn =
        ["rerank", "--publish", "--test-days", "90", "--trees", "20", "--folds", "2", "--min-leaf-rows", "20"];

    [Fact]
    public async Task Publish_Forced_ServesTheOfflineOrderExplainsItAndIsTakenBack()
    {
        using var workspace = new Workspace();
        await TrainAsync(["--data", workspace.Data], new StorageOptions { DataDirectory = workspace.Data });

        await PublishAndServeAsync(
            ["--data", workspace.Data], new StorageOptions { DataDirectory = workspace.Data });
    }

    [SkippableFact]
    public Task Publish_OnPostgres_ServesTheOfflineOrder() => PostgresDatabase.UseAsync(async connection =>
    {
        var storage = new StorageOptions { PostgresConnectionString = connection };
        await TrainAsync(["--postgres", connection], storage);

        await PublishAndServeAsync(["--postgres", connection], storage);
    });

    [Fact]
    public async Task Publish_NoModelOrWrongOptions_SaysWhatToDo()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(
            "generate", "--data", workspace.Data, "--users", "20", "--products", "20", "--events", "400");

        var none = await CommandLineRun.OfAsync("rerank", "--publish", "--data", workspace.Data);
        var options = await CommandLineRun.OfAsync("rerank", "--publish", "--rank", "8", "--data", workspace.Data);
        var force = await CommandLineRun.OfAsync("rerank", "--force", "--data", workspace.Data);

        Assert.All([none, options, force], run => Assert.Equal(ExitCodes.Invalid, run.ExitCode));
        Assert.Contains("train one first", none.Error, StringComparison.Ordinal);
        Assert.Contains("--rank is given", options.Error, StringComparison.Ordinal);
        Assert.Contains("add --publish", force.Error, StringComparison.Ordinal);
    }

    private static async Task TrainAsync(string[] data, StorageOptions storage)
    {
        await RunAsync(["generate", .. data, "--users", "300", "--products", "150", "--events", "15000"]);
        await using (var stores = await AyniStorage.OpenAsync(storage, TimeProvider.System, CancellationToken.None))
        {
            // A sold-out variant speaks for its siblings, which a re-ranker leaves as they are.
            var products = await CatalogueReader.ReadAsync(stores.Catalog, CancellationToken.None);
            await stores.Catalog.UpsertAsync([.. products.Select(product => product with { ParentId = null })]);
        }

        await RunAsync(["train", .. data, "--rank", "8", "--sweeps", "3", "--no-search"]);
    }

    private static async Task PublishAndServeAsync(string[] data, StorageOptions storage)
    {
        var before = await AskAsync(storage, new RecommendationRequest { Count = Shown });
        var published = await CommandLineRun.OfAsync([.. Learn, .. data, "--force", "--json"]);
        Assert.True(published.ExitCode == 0, published.Error);
        var record = published.Json.GetProperty("published");
        var version = published.Json.GetProperty("model_version").GetString()!;

        // Each call starts a silo of its own: what it serves has survived a restart.
        var served = await AskAsync(storage, new RecommendationRequest { Count = Shown, Explain = true });
        await using (var stores = await AyniStorage.OpenAsync(storage, TimeProvider.System, CancellationToken.None))
        {
            var hash = record.GetProperty("content_hash").GetString()!;
            var offline = await OfflineLists.ReadAsync(stores, version, hash);
            var now = TimeProvider.System.GetUtcNow();
            foreach (var (user, answer) in served.Where(own => own.Value.Log.Count > 0))
            {
                var seen = SeenIn(answer.Log, now);
                Assert.Equal(offline.Of(answer.Log, seen.Contains, Shown), IdsOf(answer.Answer));
                Assert.All(answer.Answer.Items, RequireExplained);
            }
        }

        Assert.Contains(served, own => !IdsOf(own.Value.Answer).SequenceEqual(IdsOf(before[own.Key].Answer)));
        Assert.Equal(IdsOf(before[Nobody].Answer), IdsOf(served[Nobody].Answer));
        RequireSame(before, await AskAsync(
            storage, new RecommendationRequest { Count = Shown, Patch = new ScenarioPatch { Reranks = false } }));
        await RequireRollsBackAsync(data, storage, version, served, before);
    }

    // A version that was trained later has none; the one before brings its own back; withdrawn, all is as it was.
    private static async Task RequireRollsBackAsync(
        string[] data,
        StorageOptions storage,
        string version,
        Dictionary<string, Asked> served,
        Dictionary<string, Asked> before)
    {
        await RunAsync(["train", .. data, "--rank", "8", "--sweeps", "3", "--no-search", "--judged-share", "0"]);
        await using (var silo = await StartAsync(storage))
        {
            var registry = silo.Grains.GetGrain<IModelRegistryGrain>(ModelNames.Default);
            var view = await registry.Get();
            Assert.Null(view.Versions[0].Reranker);
            Assert.NotEqual(version, view.ActiveVersion);
            view = await registry.Activate(version);
            Assert.NotNull(view.Versions.Single(known => known.Version == version).Reranker);
        }

        RequireSame(served, await AskAsync(storage, new RecommendationRequest { Count = Shown }));
        await RunAsync(["rerank", "--withdraw", .. data]);
        RequireSame(before, await AskAsync(storage, new RecommendationRequest { Count = Shown }));
    }

    private static void RequireExplained(RecommendedProduct item)
    {
        var factors = item.Factors.Aggregate(1.0, (product, factor) => product * factor.Factor);
        Assert.Equal(item.Score, item.Parts.Sum(part => part.Score) * factors, 1e-5);
        Assert.NotNull(item.Reranking);
        Assert.Equal(
            item.Reranking.Score, item.Reranking.Bias + item.Reranking.Parts.Sum(part => part.Score), 1e-9);
    }

    private static void RequireSame(Dictionary<string, Asked> expected, Dictionary<string, Asked> found)
    {
        foreach (var (user, asked) in expected)
        {
            Assert.Equal(
                (user, asked.Answer.ModelVersion, asked.Answer.DegradedReason),
                (user, found[user].Answer.ModelVersion, found[user].Answer.DegradedReason));
            Assert.Equal(
                asked.Answer.Items.Select(item => (item.ProductId, item.Score)),
                found[user].Answer.Items.Select(item => (item.ProductId, item.Score)));
        }
    }

    private static async Task<Dictionary<string, Asked>> AskAsync(StorageOptions storage, RecommendationRequest request)
    {
        await using var silo = await StartAsync(storage);
        await using var stores = await AyniStorage.OpenAsync(storage, TimeProvider.System, CancellationToken.None);
        var asked = new Dictionary<string, Asked>();
        foreach (var user in Enumerable.Range(1, 40).Select(number => $"c{number:D6}").Append(Nobody))
        {
            var answer = await AskAsync(silo.Grains.GetGrain<IUserGrain>(user), request);
            asked[user] = new Asked(answer, await stores.Log.ReadNewestByUserAsync(user, 4_096));
        }

        return asked;
    }

    // On busy processors an answer may be made of what is at hand: it says so, and is asked for again.
    private static async Task<RecommendationAnswer> AskAsync(IUserGrain user, RecommendationRequest request)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await user.Recommend(request);
            if (answer.DegradedReason is null)
                return answer;
            Assert.True(tries < MostTries, answer.DegradedReason);
        }
    }

    private static async Task<SiloSession> StartAsync(StorageOptions storage) => await SiloSession.StartAsync(
        storage, new TrainerConsole(TextWriter.Null, TextWriter.Null, false, TimeProvider.System),
        CancellationToken.None);

    private static HashSet<string> SeenIn(IReadOnlyList<LoggedInteraction> log, DateTimeOffset now)
    {
        var rules = ShippedScenarios.All[ShippedScenarios.Home].ExcludeSeen;
        return
        [
            .. log.Select(logged => logged.Interaction)
                .Where(done => done.ProductId is not null && rules.Any(rule => rule.Type == done.Type
                    && (rule.WithinDays is not { } days || done.Timestamp >= now.AddDays(-days))))
                .Select(done => done.ProductId!),
        ];
    }

    private static IEnumerable<string> IdsOf(RecommendationAnswer answer) =>
        answer.Items.Select(item => item.ProductId);

    private static async Task RunAsync(string[] args)
    {
        var run = await CommandLineRun.OfAsync(args);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private sealed record Asked(RecommendationAnswer Answer, IReadOnlyList<LoggedInteraction> Log);
}
