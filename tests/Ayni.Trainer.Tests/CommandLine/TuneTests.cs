using System.Globalization;
using System.Text;
using System.Text.Json;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Tests.CommandLine;

public class TuneTests
{
    private static readonly string[] Search =
    [
        "--rank", "8", "--sweeps", "4", "--frequency-scaling", "1", "--trials", "4", "--bracket", "4",
        "--first-sweeps", "1", "--space", "regularization=0.001..0.1,unobserved-weight=0.01..0.5",
    ];

    [Fact]
    public async Task Tune_SameSeed_SameTrials()
    {
        using var workspace = new Workspace();
        string[] args = ["tune", "--format", "lightgcn", "--train", Pairs(workspace), .. Search, "--json"];

        var one = await CommandLineRun.OfAsync(args);
        var two = await CommandLineRun.OfAsync([.. args, "--threads", "1"]);
        var other = await CommandLineRun.OfAsync([.. args, "--search-seed", "9"]);

        Assert.Equal(0, one.ExitCode);
        Assert.Equal("completed", one.Json.GetProperty("end").GetString());
        Assert.Equal(4, Trials(one).Count);
        Assert.Equal(Trials(one), Trials(two));
        Assert.NotEqual(Trials(one), Trials(other));
    }

    [Fact]
    public async Task Tune_SeveralHoldOuts_TheFigureIsTheMeanOfEachAlone()
    {
        using var workspace = new Workspace();
        string[] args =
        [
            "tune", "--format", "lightgcn", "--train", Pairs(workspace), "--model", "item-knn", "--trials", "1",
            "--space", "neighbours=4", "--json",
        ];

        var both = await CommandLineRun.OfAsync([.. args, "--seed", "3", "--hold-outs", "2"]);
        var first = await CommandLineRun.OfAsync([.. args, "--seed", "3"]);
        var second = await CommandLineRun.OfAsync([.. args, "--seed", "4"]);

        Assert.Equal((Figure(first) + Figure(second)) / 2, Figure(both), 2e-6);
        Assert.Equal(Users(first) + Users(second), Users(both));
        Assert.Contains(
            "2 times, seeds 3 to 4",
            both.Json.GetProperty("split").GetProperty("protocol").GetString(),
            StringComparison.Ordinal);

        static double Figure(CommandLineRun run) =>
            run.Json.GetProperty("trials")[0].GetProperty("figure").GetDouble();

        static int Users(CommandLineRun run) => run.Json.GetProperty("users").GetInt32();
    }

    [Fact]
    public async Task Tune_Stored_EvaluateTakesTheOptionsAndSingleOnesWin()
    {
        using var workspace = new Workspace();
        var pairs = Pairs(workspace);
        var best = Path.Combine(workspace.Path, "best.json");
        string[] evaluate =
        [
            "evaluate", "--format", "lightgcn", "--train", pairs, "--test", pairs, "--include-seen", "--models", "als",
            "--json",
        ];

        var tuned = await CommandLineRun.OfAsync(
            ["tune", "--format", "lightgcn", "--train", pairs, .. Search, "--store", best, "--json"]);
        var plain = await CommandLineRun.OfAsync([.. evaluate, "--options", best]);
        var varied = await CommandLineRun.OfAsync([.. evaluate, "--options", best, "--sweeps", "7"]);

        Assert.Equal((0, 0, 0), (tuned.ExitCode, plain.ExitCode, varied.ExitCode));
        var (settled, used) = (tuned.Json.GetProperty("options"), plain.Json.GetProperty("als"));
        foreach (var (name, property) in new[]
        {
            ("rank", "rank"), ("sweeps", "sweeps"), ("regularization", "regularization"),
            ("unobserved-weight", "unobserved_weight"), ("frequency-scaling", "frequency_scaling"),
            ("initial-scale", "initial_scale"),
        })
        {
            Assert.Equal(settled.GetProperty(name).GetDouble(), used.GetProperty(property).GetDouble());
        }

        Assert.Equal(7, varied.Json.GetProperty("als").GetProperty("sweeps").GetInt32());
    }

    [Fact]
    public async Task Tune_ItemKnnForPeople_PrintsTheTableAndWhereItIsStored()
    {
        using var workspace = new Workspace();
        var (pairs, best) = (Pairs(workspace), Path.Combine(workspace.Path, "best.json"));

        var run = await CommandLineRun.OfAsync(
            "tune", "--format", "lightgcn", "--train", pairs, "--model", "item-knn", "--metric", "recall@5",
            "--space", "neighbours=2|30,knn-weighting=Cosine|TfIdf", "--store", best);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("recall@5", run.Out, StringComparison.Ordinal);
        Assert.Contains("the space holds no other setting", run.Out, StringComparison.Ordinal);
        Assert.Contains(best, run.Out, StringComparison.Ordinal);
        Assert.Contains("Trial 3: recall@5", run.Error, StringComparison.Ordinal);
        var evaluated = await CommandLineRun.OfAsync(
            "evaluate", "--format", "lightgcn", "--train", pairs, "--test", pairs, "--include-seen", "--models",
            "item-knn", "--options", best, "--json");
        Assert.Equal(0, evaluated.ExitCode);
        using var stored = JsonDocument.Parse(await File.ReadAllTextAsync(best));
        Assert.Equal(
            stored.RootElement.GetProperty("options").GetProperty("neighbours").GetInt32(),
            evaluated.Json.GetProperty("item_knn").GetProperty("neighbours").GetInt32());
    }

    [Theory]
    [InlineData("graph-filter", "walk-weight=0.5|2")]
    [InlineData("filter-blend", "walk-weight=0.5|2,blend-als-weight=0.7")]
    public async Task Tune_Filter_StoresAllItsOptionsForEvaluate(string model, string space)
    {
        using var workspace = new Workspace();
        var (pairs, best) = (Pairs(workspace), Path.Combine(workspace.Path, "best.json"));

        var tuned = await CommandLineRun.OfAsync(
            "tune", "--format", "lightgcn", "--train", pairs, "--model", model, "--rank", "4", "--filter-rank", "7",
            "--space", space, "--store", best, "--json");
        var evaluated = await CommandLineRun.OfAsync(
            "evaluate", "--format", "lightgcn", "--train", pairs, "--test", pairs, "--include-seen", "--models", model,
            "--rank", "4", "--options", best, "--json");

        Assert.Equal((0, 0), (tuned.ExitCode, evaluated.ExitCode));
        var (settled, used) = (tuned.Json.GetProperty("options"), evaluated.Json.GetProperty("filters"));
        var filter = used.GetProperty("filter");
        Assert.Equal(7, filter.GetProperty("spectral").GetProperty("rank").GetInt32());
        Assert.Equal(
            settled.GetProperty("walk-weight").GetDouble(), filter.GetProperty("walk_weight").GetDouble());
        Assert.Equal(model == "filter-blend", settled.TryGetProperty("blend-als-weight", out var weight));
        if (model == "filter-blend")
            Assert.Equal((0.7, 0.7), (weight.GetDouble(), used.GetProperty("als_weight").GetDouble()));
    }

    [Fact]
    public async Task Evaluate_FilesOfFilterAndBlend_AreRefused()
    {
        using var workspace = new Workspace();
        var filter = workspace.Write("filter.json", """{"model": "graph-filter", "options": {"filter-rank": 4}}""");
        var blend = workspace.Write("blend.json", """{"model": "filter-blend", "options": {"filter-rank": 5}}""");

        var run = await CommandLineRun.OfAsync(
            "evaluate", "--format", "lightgcn", "--train", Pairs(workspace), "--split", "hold-out", "--models",
            "graph-filter,filter-blend", "--options", filter, "--options", blend);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains("both have options of the filter: give one", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tune_Log_LeavesTheTestDaysAlone()
    {
        using var workspace = new Workspace();
        await CommandLineRun.OfAsync(
            "generate", "--data", workspace.Data, "--users", "300", "--products", "100", "--events", "15000");

        var run = await CommandLineRun.OfAsync(
            ["tune", "--data", workspace.Data, "--test-days", "60", "--validation-days", "60", .. Search, "--json"]);

        Assert.Equal(0, run.ExitCode);
        var split = run.Json.GetProperty("split");
        Assert.Equal(
            TimeSpan.FromDays(120),
            split.GetProperty("newest").GetDateTimeOffset() - split.GetProperty("cutoff").GetDateTimeOffset());
        Assert.Contains("left out here", split.GetProperty("protocol").GetString(), StringComparison.Ordinal);
        var several = await CommandLineRun.OfAsync(["tune", "--data", workspace.Data, .. Search, "--hold-outs", "2"]);
        Assert.Equal(ExitCodes.Invalid, several.ExitCode);
        Assert.Contains("a log is judged by its days", several.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tune_CancelledAfterATrial_KeepsItAndReturns130()
    {
        using var workspace = new Workspace();
        using var source = new CancellationTokenSource();
        var best = Path.Combine(workspace.Path, "best.json");
        using var output = new StringWriter();
        using var error = new TriggerWriter("Trial 1:", source.Cancel);
        var console = new TrainerConsole(
            TextWriter.Synchronized(output), TextWriter.Synchronized(error), false, TimeProvider.System);

        var code = await TrainerProgram.RunAsync(
            ["tune", "--format", "lightgcn", "--train", Pairs(workspace), .. Search, "--store", best, "--json"],
            console, source.Token);

        Assert.Equal(ExitCodes.Cancelled, code);
        using var document = JsonDocument.Parse(output.ToString());
        Assert.Equal("cancelled", document.RootElement.GetProperty("end").GetString());
        Assert.Equal(2, document.RootElement.GetProperty("trials").GetArrayLength());
        Assert.True(File.Exists(best));
        Assert.Contains("the trial under way is lost", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--space", "rank=1..9", "none of regularization")]
    [InlineData("--space", "unobserved-weight=1..100", "UnobservedWeight")]
    [InlineData("--metric", "accuracy@10", "such as ndcg@20")]
    [InlineData("--budget", "0", "--budget is 0")]
    [InlineData("--hold-out", "1", "under 1")]
    [InlineData("--judged-users", "0", "judged users")]
    [InlineData("--hold-outs", "21", "--hold-outs is 21; it must be 1 to 20")]
    [InlineData("--train", "absent.txt", "No file 'absent.txt'")]
    [InlineData("--options", "absent.json", "No file 'absent.json'")]
    [InlineData("--trials", "0", "Trials")]
    public async Task Tune_BadOption_ReturnsTwoAndSaysWhy(string option, string value, string reason)
    {
        using var workspace = new Workspace();
        var pairs = Pairs(workspace);
        string[] args = option == "--train" ? [] : ["--train", pairs];

        var run = await CommandLineRun.OfAsync(["tune", "--format", "lightgcn", .. args, option, value, "--json"]);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    /// <summary>150 users of five tastes, each with most of the twelve items of theirs, by arithmetic.</summary>
    private static string Pairs(Workspace workspace)
    {
        var text = new StringBuilder();
        for (var user = 0; user < 150; user++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{user}");
            for (var item = 0; item < 60; item++)
            {
                if ((item % 5 == user % 5) != ((user * 7 + item * 13) % 11 < 3))
                    text.Append(CultureInfo.InvariantCulture, $" {item}");
            }

            text.Append('\n');
        }

        return workspace.Write("pairs.txt", text.ToString());
    }

    private static List<string> Trials(CommandLineRun run) =>
    [
        .. run.Json.GetProperty("trials").EnumerateArray().Select(
            trial => $"{trial.GetProperty("trial")} {trial.GetProperty("options")} {trial.GetProperty("figure")}"),
    ];

    /// <summary>Does something once a line starts with a text.</summary>
    private sealed class TriggerWriter(string start, Action action) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(start, StringComparison.Ordinal) == true)
                action();
        }
    }
}
