using System.Text.Json;
using Ayni.Trainer.ColdStarting;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary>The verbs that measure what products' texts are worth.</summary>
public class ContentVerbsTests
{
    [Fact]
    public async Task ColdStart_HiddenProducts_AreFoundBetterThanByPopularityOrChance()
    {
        using var workspace = new Workspace();
        await GenerateAsync(workspace);
        string[] args = ["cold-start", "--data", workspace.Data, "--test-days", "60", "--rank", "16"];

        var run = await CommandLineRun.OfAsync([.. args, "--json"]);
        var again = await CommandLineRun.OfAsync([.. args, "--json", "--threads", "1"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("products", run.Json.GetProperty("of").GetString());
        Assert.InRange(run.Json.GetProperty("hidden").GetInt32(), 1, run.Json.GetProperty("all").GetInt32() / 2);
        Assert.Equal(["hidden", "all"], Tables(run).Select(table => table.GetProperty("among").GetString()));
        var models = Models(Tables(run)[0]);
        Assert.Equal(["content", "factor-map", "mix", "popularity", "random"], models.Keys.Order());
        foreach (var model in new[] { "content", "factor-map", "mix" })
        {
            Assert.True(Recall(models[model]) > 1.3 * Recall(models["random"]), $"{model}: {run.Out}");
            Assert.True(Recall(models[model]) > 1.3 * Recall(models["popularity"]), $"{model}: {run.Out}");
        }

        // The same whatever the threads.
        Assert.Equal(
            Tables(run).Select(table => table.GetRawText()), Tables(again).Select(table => table.GetRawText()));
    }

    [Fact]
    public async Task ColdStart_HiddenShoppers_AreAskedBeforeAndAfterTheFirstClick()
    {
        using var workspace = new Workspace();
        await GenerateAsync(workspace);
        string[] args = ["cold-start", "--of", "users", "--data", workspace.Data, "--test-days", "60"];

        var run = await CommandLineRun.OfAsync([.. args, "--json"]);
        var text = await CommandLineRun.OfAsync(args);

        Assert.Equal(0, run.ExitCode);
        var (before, after) = (Models(Tables(run)[0]), Models(Tables(run)[1]));
        Assert.Equal(["popularity", "random", "trend"], before.Keys.Order());
        Assert.Equal(["content", "item-knn", "mix", "popularity", "random", "trend"], after.Keys.Order());
        Assert.Equal(
            Tables(run)[0].GetProperty("test_pairs").GetInt32(), Tables(run)[1].GetProperty("test_pairs").GetInt32());
        Assert.Equal(Recall(before["popularity"]), Recall(after["popularity"]));
        Assert.True(Recall(after["mix"]) > Recall(after["random"]));
        Assert.Contains("after it", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ColdStart_Validation_HidesOthersAndLeavesTheTestDaysAlone()
    {
        using var workspace = new Workspace();
        await GenerateAsync(workspace);
        string[] args = ["cold-start", "--data", workspace.Data, "--test-days", "30", "--rank", "8", "--json"];

        var test = await CommandLineRun.OfAsync(args);
        var validation = await CommandLineRun.OfAsync([.. args, "--validate"]);

        var gap = test.Json.GetProperty("cutoff").GetDateTimeOffset()
            - validation.Json.GetProperty("cutoff").GetDateTimeOffset();
        Assert.Equal(TimeSpan.FromDays(30), gap);
        Assert.NotEqual(
            test.Json.GetProperty("hidden").GetInt32(), validation.Json.GetProperty("hidden").GetInt32());
    }

    [Theory]
    [InlineData("--hidden-share", "0")]
    [InlineData("--hidden-share", "1")]
    [InlineData("--content-share", "1.1")]
    [InlineData("--similarity-power", "9")]
    [InlineData("--test-days", "0")]
    [InlineData("--dimensions", "0")]
    [InlineData("--content-neighbours", "0")]
    [InlineData("--category-scale", "11")]
    [InlineData("--of", "shops")]
    public async Task ColdStart_OptionOutOfRange_IsRefused(string option, string value)
    {
        using var workspace = new Workspace();

        var run = await CommandLineRun.OfAsync("cold-start", "--data", workspace.Data, option, value);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
    }

    [Fact]
    public void Options_DefaultsAndBounds_Pass()
    {
        var defaults = new ColdStartOptions().Validated();
        Assert.Equal((0.2, 1, 4), (defaults.HiddenShare, defaults.Seed, defaults.SimilarityPower));
        new ColdStartOptions { HiddenShare = 0.01, ContentShare = 0, SimilarityPower = 0 }.Validated();
        new ColdStartOptions { HiddenShare = 0.99, ContentShare = 1, SimilarityPower = 8 }.Validated();
    }

    [Fact]
    public async Task Similar_GeneratedShop_AgreesWithItsCategoriesMoreThanChance()
    {
        using var workspace = new Workspace();
        await GenerateAsync(workspace);

        var run = await CommandLineRun.OfAsync("similar", "--data", workspace.Data, "--rows", "3", "--json");
        var text = await CommandLineRun.OfAsync("similar", "--data", workspace.Data, "--rows", "3");

        Assert.Equal(0, run.ExitCode);
        var agreements = run.Json.GetProperty("agreements").EnumerateArray().ToList();
        Assert.Equal(2, agreements.Count);
        var (without, with) = (Share(agreements[0], "same_path"), Share(agreements[1], "same_path"));
        Assert.True(without > 2 * Share(agreements[0], "chance_path"), run.Out);
        Assert.True(with > without, run.Out);
        Assert.Equal(3, run.Json.GetProperty("rows").GetArrayLength());
        Assert.Contains("→", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Similar_EncoderThatIsNotThere_NamesThePath()
    {
        using var workspace = new Workspace();
        await GenerateAsync(workspace);

        var run = await CommandLineRun.OfAsync(
            "similar", "--data", workspace.Data, "--text-encoder", workspace.Path + "/nowhere");

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("nowhere", run.Error, StringComparison.Ordinal);
    }

    private static Task<CommandLineRun> GenerateAsync(Workspace workspace) => CommandLineRun.OfAsync(
        "generate", "--data", workspace.Data, "--users", "1000", "--products", "600", "--events", "50000");

    private static List<JsonElement> Tables(CommandLineRun run) => [.. run.Json.GetProperty("among").EnumerateArray()];

    private static Dictionary<string, JsonElement> Models(JsonElement table) => table.GetProperty("models")
        .EnumerateArray()
        .ToDictionary(model => model.GetProperty("model").GetString()!);

    private static double Recall(JsonElement model) => model.GetProperty("recall").GetDouble();

    private static double Share(JsonElement agreement, string name) => agreement.GetProperty(name).GetDouble();
}
