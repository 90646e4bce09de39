using System.Text.Json;
using Ayni.Trainer.Tests.Evaluating;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary>Lists judged as they are served, from the command line.</summary>
public class EvaluateScenariosTests
{
    [Fact]
    public async Task Evaluate_RevenueWhereDearProductsSell_BringsMore()
    {
        using var workspace = new Workspace();
        await DearAndCheapShop.ImportAsync(workspace, workspace.Data, isWhole: true);
        string[] args =
        [
            "evaluate", "--data", workspace.Data, "--test-days", $"{DearAndCheapShop.TestDays}", "--rank", "4",
            "--judged-share", "0", "--scenarios", "home,cart", "--objectives", "none,revenue",
        ];

        var run = await CommandLineRun.OfAsync([.. args, "--json"]);
        var text = await CommandLineRun.OfAsync(args);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            ["home/none", "home/revenue", "cart/none", "cart/revenue"],
            run.Json.GetProperty("lists").EnumerateArray().Select(lists => lists.GetProperty("name").GetString()));
        Assert.Equal(DearAndCheapShop.Shoppers, run.Json.GetProperty("buyers").GetInt32());
        Assert.Equal(DearAndCheapShop.Shoppers, run.Json.GetProperty("viewers").GetInt32());
        var (plain, dear) = (ListsOf(run.Json, "home/none"), ListsOf(run.Json, "home/revenue"));
        Assert.True(Metric(dear, "price@10") > Metric(plain, "price@10") + (double)DearAndCheapShop.DearPrice / 8);
        Assert.True(Metric(dear, "revenue@10") > Metric(plain, "revenue@10"));
        Assert.All(
            new[] { "ndcg@10", "recall@20", "hit_rate@10", "click_hit_rate@10" },
            name => Assert.InRange(Metric(dear, name), 0, 1));
        var gain = run.Json.GetProperty("comparisons").EnumerateArray().Single(pair =>
            pair.GetProperty("model").GetString() == "home/revenue"
            && pair.GetProperty("metric").GetString() == "revenue@10");
        Assert.Equal(
            Metric(dear, "revenue@10") - Metric(plain, "revenue@10"), gain.GetProperty("difference").GetDouble(), 1e-5);
        Assert.True(gain.GetProperty("interval").GetProperty("low").GetDouble() > 0, run.Out);
        Assert.Contains("home/revenue − home/none", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_IncludeSeen_CountsWhatIsBoughtAgain()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(
            "generate", "--data", workspace.Data, "--users", "200", "--products", "60", "--events", "9000");
        string[] args =
        [
            "evaluate", "--data", workspace.Data, "--test-days", "60", "--rank", "4", "--judged-share", "0",
            "--scenarios", "buy_again", "--objectives", "none", "--json",
        ];

        var unseen = await CommandLineRun.OfAsync(args);
        var all = await CommandLineRun.OfAsync([.. args, "--include-seen"]);

        Assert.True(unseen.ExitCode == 0 && all.ExitCode == 0, unseen.Error + all.Error);
        Assert.Equal(0, Metric(ListsOf(unseen.Json, "buy_again/none"), "hit_rate@10"));
        Assert.True(unseen.Json.GetProperty("seen_pairs").GetInt32() > 0);
        Assert.True(Metric(ListsOf(all.Json, "buy_again/none"), "hit_rate@10") > 0);
        Assert.Equal(0, all.Json.GetProperty("seen_pairs").GetInt32());
    }

    [Theory]
    [InlineData("'hom'", "Did you mean home?", "--scenarios", "hom")]
    [InlineData("--objectives is 'profit'", "none, clicks, ", "--scenarios", "home", "--objectives", "profit")]
    [InlineData("--objectives goes with --scenarios", "leave it out", "--objectives", "revenue")]
    [InlineData("--judged-share goes with --scenarios", "leave it out", "--judged-share", "0")]
    [InlineData("--split is replay", "--split time", "--scenarios", "home", "--split", "replay")]
    [InlineData("--models and --scenarios", "leave one", "--scenarios", "home", "--models", "als")]
    [InlineData("--scenarios names none", "such as home", "--scenarios", ",")]
    public async Task Evaluate_WrongNames_AreRefusedWithARemedy(string problem, string remedy, params string[] args)
    {
        using var workspace = new Workspace();

        var run = await CommandLineRun.OfAsync(["evaluate", "--data", workspace.Data, .. args, "--json"]);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        var message = run.Json.GetProperty("error").GetProperty("message").GetString();
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    private static JsonElement ListsOf(JsonElement document, string name) => document.GetProperty("lists")
        .EnumerateArray().Single(lists => lists.GetProperty("name").GetString() == name);

    private static double Metric(JsonElement lists, string name) =>
        lists.GetProperty("metrics").GetProperty(name).GetDouble();
}
