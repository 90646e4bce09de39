using System.Text.Json;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary>Everybody's lists from the command line.</summary>
public class RecommendAllTests
{
    [Fact]
    public async Task RecommendAll_TrainedShop_WritesWhatEachShopperIsAnswered()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(
            "generate", "--data", workspace.Data, "--users", "150", "--products", "80", "--events", "9000");
        await CommandLineRun.OfAsync(
            "train", "--data", workspace.Data, "--rank", "8", "--sweeps", "2", "--judged-share", "0");
        var file = Path.Combine(workspace.Path, "lists.csv");

        var lines = await CommandLineRun.OfAsync("recommend", "--data", workspace.Data, "--all", "-n", "4");
        var csv = await CommandLineRun.OfAsync(
            "recommend", "--data", workspace.Data, "--all", "-n", "4", "--format", "csv", "--out", file);
        var own = await CommandLineRun.OfAsync(
            "recommend", "--data", workspace.Data, "--user", "c000001", "-n", "4", "--json");

        Assert.Equal((0, 0), (lines.ExitCode, csv.ExitCode));
        var list = lines.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Single(line => line.GetProperty("user_id").GetString() == "c000001");
        Assert.Equal(ProductsOf(own.Json), ProductsOf(list));
        var rows = (await File.ReadAllLinesAsync(file))
            .Where(row => row.StartsWith("c000001,", StringComparison.Ordinal));
        Assert.Equal(ProductsOf(list), rows.Select(row => row.Split(',')[2]));
        Assert.False(File.Exists(file + ".part"));
    }

    [Theory]
    [InlineData("--all", "--user", "u")]
    [InlineData("--all", "--explain")]
    [InlineData("--user", "u", "--format", "csv")]
    public async Task Recommend_OptionsOfOneAndOfAll_AreRefused(params string[] args)
    {
        using var workspace = new Workspace();

        var run = await CommandLineRun.OfAsync(["recommend", "--data", workspace.Data, .. args]);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    private static IEnumerable<string?> ProductsOf(JsonElement answer) =>
        answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("product_id").GetString());
}
