using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ayni.Trainer.Tests.CommandLine;

public sealed class DriftTests
{
    [Fact]
    public async Task Drift_TastesThatMoveOn_SaysThatModelsAgeAndHowOftenToTrain()
    {
        using var workspace = new Workspace();
        await ImportAsync(workspace, monthsAhead: 20);
        string[] args =
            ["drift", "--data", workspace.Data, "--windows", "3", "--test-days", "30", "--models", "item-knn"];

        var run = await CommandLineRun.OfAsync([.. args, "--json"]);
        var text = await CommandLineRun.OfAsync(args);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(3, run.Json.GetProperty("windows").GetArrayLength());
        var model = Assert.Single(run.Json.GetProperty("models").EnumerateArray());
        var ages = model.GetProperty("ages").EnumerateArray().ToArray();
        Assert.Equal([0.0, 30, 60], ages.Select(age => age.GetProperty("age_days").GetDouble()));
        Assert.Equal([3, 2, 1], ages.Select(age => age.GetProperty("windows").GetInt32()));
        Assert.Equal(0, ages[0].GetProperty("loss").GetDouble());
        Assert.True(ages[2].GetProperty("loss").GetDouble() > 0.3, model.GetRawText());
        Assert.True(Verdict(model, "ages").GetBoolean());
        Assert.Equal("0 3 * * *", Verdict(model, "cron").GetString());
        Assert.Contains("train every night (0 3 * * *)", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_TastesThatStay_SaysThatModelsDoNotAge()
    {
        using var workspace = new Workspace();
        await ImportAsync(workspace, monthsAhead: 0);

        var run = await CommandLineRun.OfAsync(
            "drift", "--data", workspace.Data, "--windows", "3", "--test-days", "30", "--models", "popularity",
            "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var model = Assert.Single(run.Json.GetProperty("models").EnumerateArray());
        Assert.False(Verdict(model, "ages").GetBoolean());
        Assert.Equal("0 3 1 * *", Verdict(model, "cron").GetString());
    }

    [Theory]
    [InlineData("--windows", "1", "--windows is 1")]
    [InlineData("--windows", "9", "leave nothing")]
    [InlineData("--models", "next-basket", "--models is 'next-basket'")]
    public async Task Drift_WhatCannotBe_IsRefusedByName(string option, string value, string message)
    {
        using var workspace = new Workspace();
        await ImportAsync(workspace, monthsAhead: 0);

        var run = await CommandLineRun.OfAsync(
            "drift", "--data", workspace.Data, "--test-days", "30", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static JsonElement Verdict(JsonElement model, string name) =>
        model.GetProperty("verdict").GetProperty(name);

    /// <summary>
    /// 200 shoppers of four tastes, six months, five purchases a month among the twenty products of one's taste; each
    /// month the twenty are so many further on.
    /// </summary>
    private static async Task ImportAsync(Workspace workspace, int monthsAhead)
    {
        var random = new Random(5);
        var rows = new StringBuilder("user_id,product_id,interaction_type,timestamp\n");
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var month = 0; month < 6; month++)
        {
            foreach (var (user, at) in Enumerable.Range(0, 1_000).Select(at => (at % 200, at)))
            {
                var product = (user % 4 * 1_000) + (month * monthsAhead / 2) + random.Next(20);
                rows.Append(
                    CultureInfo.InvariantCulture,
                    $"u{user},p{product},purchase,{start.AddDays(30 * month).AddMinutes(at * 43):O}\n");
            }
        }

        var file = workspace.Write("events.csv", rows.ToString());
        var imported = await CommandLineRun.OfAsync("import", file, "--data", workspace.Data, "--yes");
        Assert.True(imported.ExitCode == 0, imported.Error);
    }
}
