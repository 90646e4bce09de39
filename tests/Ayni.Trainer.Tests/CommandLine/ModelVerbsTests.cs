using System.Text.Json;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Tests.CommandLine;

public class ModelVerbsTests
{
    private static readonly string[] SmallShop = ["--users", "150", "--products", "80", "--events", "9000"];

    [Fact]
    public async Task TrainThenRecommend_GeneratedShop_AnswersFromThePublishedModel()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. SmallShop]);

        var trained = await CommandLineRun.OfAsync(
            "train", "--data", workspace.Data, "--rank", "16", "--sweeps", "4", "--json");
        var answer = await CommandLineRun.OfAsync(
            "recommend", "--data", workspace.Data, "--user", "c000001", "-n", "5", "--explain", "--json");
        var text = await CommandLineRun.OfAsync(
            "recommend", "--data", workspace.Data, "--user", "c000001", "-n", "5");

        Assert.Equal((0, 0, 0), (trained.ExitCode, answer.ExitCode, text.ExitCode));
        Assert.Equal("completed", trained.Json.GetProperty("phase").GetString());
        Assert.Equal(4, trained.Json.GetProperty("losses").GetArrayLength());
        Assert.Equal(
            trained.Json.GetProperty("run_id").GetString(), answer.Json.GetProperty("model_version").GetString());
        var items = answer.Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(5, items.Count);
        Assert.All(
            items, item => Assert.Contains(" — ", item.GetProperty("name").GetString(), StringComparison.Ordinal));
        Assert.Contains(items[0].GetProperty("product_id").GetString()!, text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_Searched_KeepsWhatIsGivenAndSaysWhatItTried()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. SmallShop]);
        string[] args =
            ["train", "--data", workspace.Data, "--rank", "8", "--sweeps", "2", "--ease-regularization", "99"];

        var text = await CommandLineRun.OfAsync(args);
        var searched = await CommandLineRun.OfAsync([.. args, "--json"]);
        var plain = await CommandLineRun.OfAsync([.. args, "--no-search", "--positives", "views", "--json"]);

        Assert.Equal((0, 0, 0), (text.ExitCode, searched.ExitCode, plain.ExitCode));
        Assert.Matches("Search: 2[0-9] trials in .* who judge nothing else. All trials were made.", text.Out);
        Assert.Matches("als +defaults +8 +2 +0.2 +0.2 +0.5 ", text.Out);
        var search = searched.Json.GetProperty("search");
        Assert.All(
            search.GetProperty("trials").EnumerateArray(),
            trial => Assert.Equal(8, trial.GetProperty("rank").GetInt32()));
        var chosen = search.GetProperty("trials")[search.GetProperty("chosen")[0].GetInt32()];
        Assert.Equal(
            chosen.GetProperty("regularization").GetDouble(),
            searched.Json.GetProperty("options").GetProperty("regularization").GetDouble());
        Assert.Equal(JsonValueKind.Null, plain.Json.GetProperty("search").ValueKind);
        Assert.Equal(0.2, plain.Json.GetProperty("options").GetProperty("regularization").GetDouble());
    }

    [Fact]
    public async Task Train_OneUserOnePurchase_IsRefusedWithTheRemedyThatPublishes()
    {
        using var workspace = new Workspace();
        var events = workspace.Write(
            "events.csv",
            "event_id,user_id,product_id,interaction_type,interaction_score,timestamp_interaction,"
            + "interaction_duration,query,order_id\ne1,u1,p1,purchase,,2026-01-01T00:00:00Z,,,\n");
        await CommandLineRun.OfAsync("import", events, "--mapping", "ayni", "--data", workspace.Data);

        var judged = await CommandLineRun.OfAsync("train", "--data", workspace.Data, "--json");
        var unjudged = await CommandLineRun.OfAsync(
            "train", "--data", workspace.Data, "--judged-share", "0", "--json");

        Assert.Equal(ExitCodes.ModelRefused, judged.ExitCode);
        Assert.Contains(
            "No held-out pair to judge by", judged.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, unjudged.ExitCode);
        Assert.Equal("completed", unjudged.Json.GetProperty("phase").GetString());
    }

    [Fact]
    public async Task Train_ModelThatLearntNothing_PublishesPopularityAndSaysSo()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. SmallShop]);

        string[] nothing =
        [
            "train", "--data", workspace.Data, "--rank", "1", "--sweeps", "1", "--regularization", "1000",
            "--unobserved-weight", "10", "--blend", "false",
        ];
        var run = await CommandLineRun.OfAsync([.. nothing, "--json"]);
        var text = await CommandLineRun.OfAsync(nothing);

        Assert.Equal((0, 0), (run.ExitCode, text.ExitCode));
        Assert.StartsWith(
            "Popularity is published", run.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        var published = run.Json.GetProperty("comparison").EnumerateArray()
            .Where(part => part.GetProperty("is_published").GetBoolean())
            .Select(part => part.GetProperty("name").GetString());
        Assert.Equal(["popularity"], published);
        Assert.Contains("Popularity is published", text.Out, StringComparison.Ordinal);
        Assert.Matches(@"popularity +0\.\d{4} \[0\.\d{4}, 0\.\d{4}\] .* 1 +yes", text.Out);
    }

    [Fact]
    public async Task Train_DataServedAlready_IsAConflict()
    {
        using var workspace = new Workspace();
        var console = new TrainerConsole(TextWriter.Null, TextWriter.Null, false, TimeProvider.System);
        await using var other = await SiloSession.StartAsync(
            new StorageOptions { DataDirectory = workspace.Data }, console, CancellationToken.None);

        var run = await CommandLineRun.OfAsync("train", "--data", workspace.Data, "--json");

        Assert.Equal(ExitCodes.Conflict, run.ExitCode);
        Assert.Equal("conflict", run.Json.GetProperty("error").GetProperty("code").GetString());
    }
}
