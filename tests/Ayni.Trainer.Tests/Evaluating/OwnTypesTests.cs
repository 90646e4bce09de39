using System.Text.Json;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Training;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Tests.CommandLine;

namespace Ayni.Trainer.Tests.Evaluating;

/// <summary>Verbs that read the log weigh the shop's own types as training does.</summary>
[Collection(PostgresDatabase.Collection)]
public sealed class OwnTypesTests
{
    private static readonly string[] Als = ["--rank", "4", "--models", "popularity,als"];

    private static readonly Progress<StepProgress> Unseen = new();

    [Fact]
    public async Task Evaluate_TypesRegistered_TheModelLearnsOfThem()
    {
        using var workspace = new Workspace();
        var storage = new StorageOptions { DataDirectory = workspace.Data };
        await QuotingShop.FillAsync(storage);
        string[] args = ["evaluate", "--data", workspace.Data, "--test-days", "10", "--split", "time", .. Als];

        var before = await CommandLineRun.OfAsync([.. args, "--json"]);
        await QuotingShop.RegisterAsync(storage);
        var after = await CommandLineRun.OfAsync([.. args, "--json", "--view-weight", "0.5"]);
        var text = await CommandLineRun.OfAsync(args);

        Assert.True(before.ExitCode == 0 && after.ExitCode == 0, before.Error + after.Error);
        Assert.Equal(JsonValueKind.Null, before.Json.GetProperty("split").GetProperty("weights").ValueKind);
        var weights = after.Json.GetProperty("split").GetProperty("weights");
        Assert.Equal(0.5, weights.GetProperty("changed").GetProperty("view").GetDouble());
        Assert.Equal(
            QuotingShop.QuoteWeight, weights.GetProperty("custom").GetProperty(QuotingShop.Quote).GetDouble());
        Assert.True(Ndcg(after) > 1.5 * Ndcg(before), $"{Ndcg(before)} before, {Ndcg(after)} after");
        Assert.Contains(
            "Weights: the shop's own types complaint -0.5, quote 3; all others as usual.", text.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogPairs_TypesRegistered_AreThoseOfTheRunToTheBit()
    {
        using var workspace = new Workspace();

        await RequirePairsOfTheRunAsync(
            ["--data", workspace.Data], new StorageOptions { DataDirectory = workspace.Data });
    }

    [SkippableFact]
    public Task LogPairs_TypesRegisteredOnPostgres_AreThoseOfTheRunToTheBit() =>
        PostgresDatabase.UseAsync(connection => RequirePairsOfTheRunAsync(
            ["--postgres", connection], new StorageOptions { PostgresConnectionString = connection }));

    [Theory]
    [InlineData("tune", "--trials", "2", "--bracket", "2", "--rank", "4", "--split", "leave-last-out")]
    [InlineData("drift", "--windows", "2", "--test-days", "5", "--rank", "4", "--models", "popularity")]
    [InlineData("cold-start", "--of", "users", "--rank", "4", "--test-days", "10", "--hidden-share", "0.5")]
    [InlineData("embed", "--out", "OUT")]
    [InlineData("rerank", "--test-days", "10", "--trees", "5", "--folds", "2", "--min-leaf-rows", "2")]
    public async Task Verb_TypesRegistered_UsesAndSaysThem(params string[] verb)
    {
        using var workspace = new Workspace();
        var storage = new StorageOptions { DataDirectory = workspace.Data };
        await QuotingShop.FillAsync(storage);
        await QuotingShop.RegisterAsync(storage);
        string[] args =
        [
            .. verb.Select(arg => arg == "OUT" ? Path.Combine(workspace.Path, "vectors.safetensors") : arg), "--data",
            workspace.Data, "--json",
        ];

        var run = await CommandLineRun.OfAsync(args);

        Assert.True(run.ExitCode == 0, run.Error);
        var document = run.Json.TryGetProperty("split", out var split) ? split : run.Json;
        Assert.Equal(
            QuotingShop.QuoteWeight,
            document.GetProperty("weights").GetProperty("custom").GetProperty(QuotingShop.Quote).GetDouble());
    }

    private static async Task RequirePairsOfTheRunAsync(string[] data, StorageOptions storage)
    {
        await QuotingShop.FillAsync(storage);
        await QuotingShop.RegisterAsync(storage);
        var trained = await CommandLineRun.OfAsync(
            ["train", .. data, "--rank", "2", "--judged-share", "0", "--no-search", "--json"]);
        Assert.True(trained.ExitCode == 0, trained.Error);
        var version = await ActiveAsync(storage);
        await using var stores = await AyniStorage.OpenAsync(storage, TimeProvider.System);
        var snapshot = await new SnapshotStep(stores.Log, new RunFiles(stores.Models)).RunAsync(
            "again", "run", version.Options, version.AsOfPosition, null, CancellationToken.None);

        var weights = await stores.WeighAsync(new InteractionWeights(), CancellationToken.None);
        var reader = await LogReader.OpenAsync(stores.Log, Unseen, CancellationToken.None);
        var (pairs, _) = await LogPairs.ReadAsync(reader, weights, PositiveKind.Any, CancellationToken.None);

        Assert.Equal(QuotingShop.Own, weights.Custom);
        Assert.Equal(version.Options.Weights, weights);
        Assert.Equal(
            snapshot.SnapshotHash,
            Confidence.FromWeights(pairs.ToMatrix(_ => true), AlsOptions.From(version.Options)).ContentHash());
    }

    private static async Task<ModelVersion> ActiveAsync(StorageOptions storage)
    {
        var console = new TrainerConsole(TextWriter.Null, TextWriter.Null, false, TimeProvider.System);
        await using var silo = await SiloSession.StartAsync(storage, console, CancellationToken.None);
        var registry = await silo.Grains.GetGrain<IModelRegistryGrain>(Domain.Models.ModelNames.Default)
            .Get(CancellationToken.None);
        return registry.Find(registry.ActiveVersion) ?? throw new InvalidOperationException("Nothing was published.");
    }

    private static double Ndcg(CommandLineRun run) => run.Json.GetProperty("models").EnumerateArray()
        .Single(model => model.GetProperty("model").GetString() == "als")
        .GetProperty("metrics").GetProperty("ndcg@10").GetDouble();
}
