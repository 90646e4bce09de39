using Ayni.Domain.Consents;
using Ayni.Storage;
using Ayni.Trainer.Tests.CommandLine;

namespace Ayni.Trainer.Tests.Consents;

/// <summary>Who withdrew a purpose is in nothing that the command line makes for it.</summary>
public sealed class ConsentedVerbTests
{
    private static readonly string[] Shop =
        ["--users", "60", "--products", "40", "--events", "2500", "--days", "90"];

    [Fact]
    public async Task SegmentsAndMart_AShopperWhoWithdrewAnalytics_IsInNeither()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop]);
        var before = await SegmentedAsync(workspace, "before");
        var user = before[0];

        await SayAsync(workspace, user, new ConsentChoice(Analytics: false));
        var after = await SegmentedAsync(workspace, "after");
        var mart = await CommandLineRun.OfAsync(
            "mart", "--data", workspace.Data, "--out", Path.Combine(workspace.Path, "mart"), "--raw", "--json");

        Assert.Equal(before.Where(other => other != user), after);
        Assert.True(mart.ExitCode == 0, mart.Error);
        foreach (var file in Directory.EnumerateFiles(
            Path.Combine(workspace.Path, "mart"), "*.parquet", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(
                user,
                System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Evaluate_ShoppersWhoWithdrewTraining_AreNotAskedFor()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(["generate", "--data", workspace.Data, .. Shop]);
        var users = await SegmentedAsync(workspace, "all");
        var before = await EvaluatedAsync(workspace);

        foreach (var user in users.Take(20))
            await SayAsync(workspace, user, new ConsentChoice(Training: false));
        var after = await EvaluatedAsync(workspace);

        Assert.True(after < before, $"{after} shoppers after, {before} before.");
    }

    private static async Task<IReadOnlyList<string>> SegmentedAsync(Workspace workspace, string name)
    {
        var folder = Path.Combine(workspace.Path, name);
        var run = await CommandLineRun.OfAsync(
            "segments", "--data", workspace.Data, "--clusters", "0", "--out", folder);
        Assert.True(run.ExitCode == 0, run.Error);
        return
        [
            .. (await File.ReadAllLinesAsync(Path.Combine(folder, "user_segments.csv")))[1..]
                .Select(line => line.Split(',')[0]),
        ];
    }

    private static async Task SayAsync(Workspace workspace, string user, ConsentChoice choice)
    {
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);
        await stores.Consents.PutAsync(user, choice);
    }

    private static async Task<long> EvaluatedAsync(Workspace workspace)
    {
        var run = await CommandLineRun.OfAsync(
            "evaluate", "--data", workspace.Data, "--models", "popularity", "--split", "leave-last-out", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Json.GetProperty("split").GetProperty("train_users").GetInt64();
    }
}
