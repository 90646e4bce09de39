using System.Text.Json;

namespace Ayni.Trainer.Tests.CommandLine;

public class EvaluateBasketsTests
{
    [Fact]
    public async Task Evaluate_HabitsOfTheirOwn_AreFoundByFrequencyAndNextBasket()
    {
        using var workspace = new Workspace();
        var (histories, futures) = Write(workspace);
        var run = await CommandLineRun.OfAsync(
            "evaluate", "--format", "baskets", "--train", histories, "--test", futures, "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(20, run.Json.GetProperty("users").GetInt32());
        var models = run.Json.GetProperty("models").EnumerateArray().ToDictionary(
            model => model.GetProperty("model").GetString()!, model => model.GetProperty("metrics"));
        Assert.Equal(["popularity", "own-frequency", "filled-frequency", "next-basket"], models.Keys);
        Assert.Equal(1, models["own-frequency"].GetProperty("recall@10").GetDouble());
        Assert.Equal(1, models["next-basket"].GetProperty("recall@10").GetDouble());
        Assert.True(models["popularity"].GetProperty("recall@10").GetDouble() < 0.9);
    }

    [Fact]
    public async Task Evaluate_Validation_AsksForTheLastBasketOfTheHistories()
    {
        using var workspace = new Workspace();
        var run = await CommandLineRun.OfAsync(
            "evaluate", "--format", "baskets", "--train", Write(workspace).Histories, "--split", "validation",
            "--models", "next-basket", "--affinity-share", "0", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(40, run.Json.GetProperty("test_pairs").GetInt32());
        Assert.Equal(40, run.Json.GetProperty("split").GetProperty("train_pairs").GetInt32());
    }

    [Theory]
    [InlineData("--split", "time")]
    [InlineData("--split", "validation")]
    [InlineData("--basket-recency", "-1")]
    [InlineData("--models", "transitions")]
    public async Task Evaluate_WrongOption_SaysSo(string option, string value)
    {
        using var workspace = new Workspace();
        var (histories, futures) = Write(workspace);
        var run = await CommandLineRun.OfAsync(
            "evaluate", "--format", "baskets", "--train", histories, "--test", futures, option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task Evaluate_OneFile_AsksForTheOther()
    {
        using var workspace = new Workspace();
        var run = await CommandLineRun.OfAsync(
            "evaluate", "--format", "baskets", "--train", Write(workspace).Histories);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--test FILE", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Twenty users with two products of their own, bought in every basket.</summary>
    private static (string Histories, string Futures) Write(Workspace workspace)
    {
        var users = Enumerable.Range(0, 20).ToDictionary(
            user => $"u{user}", user => (int[])[2 * user, (2 * user) + 1]);
        return (
            workspace.Write("history.json", JsonSerializer.Serialize(
                users.ToDictionary(user => user.Key, user => (int[][])[[-1], user.Value, user.Value, [-1]]))),
            workspace.Write("future.json", JsonSerializer.Serialize(
                users.ToDictionary(user => user.Key, user => (int[][])[[-1], user.Value, [-1]]))));
    }
}
