using System.Globalization;
using System.Text.Json.Serialization;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Tuning;

/// <summary>What <c>tune</c> found.</summary>
internal sealed record TuneDocument
{
    private const int PrintedTrials = 20;

    /// <summary>The validation split.</summary>
    public required SplitFacts Split { get; init; }

    /// <summary>Users judged, in all hold-outs together.</summary>
    public required int Users { get; init; }

    /// <summary>Their pairs held out, in all hold-outs together.</summary>
    public required int TestPairs { get; init; }

    /// <summary>Model tuned.</summary>
    public required string Model { get; init; }

    /// <summary>Figure made large.</summary>
    public required string Metric { get; init; }

    /// <summary>Kind of search, its numbers and its seed.</summary>
    public required TuningOptions Search { get; init; }

    /// <summary>Why it ended.</summary>
    public required TuningEnd End { get; init; }

    /// <summary>Time of all trials.</summary>
    public required double Seconds { get; init; }

    /// <summary>The winner's options, as stored.</summary>
    public required IReadOnlyDictionary<string, object> Options { get; init; }

    /// <summary>Where they are stored; null for nowhere.</summary>
    public string? Stored { get; init; }

    /// <summary>The best first.</summary>
    public required IReadOnlyList<TriedOptions> Trials { get; init; }

    /// <summary>What is said of the end.</summary>
    [JsonIgnore]
    public string EndText => End switch
    {
        TuningEnd.Completed => "all trials were made",
        TuningEnd.BudgetSpent => "the budget is spent",
        TuningEnd.SpaceExhausted => "the space holds no other setting",
        _ => "cancelled: the trial under way is lost, those before it are here",
    };

    public void Print(TrainerConsole console)
    {
        console.Out.WriteLine(Split.Protocol);
        ChangedWeights.Print(console, Split.Weights);
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Train: {Split.TrainUsers:N0} users × {Split.TrainItems:N0} products, {Split.TrainPairs:N0} pairs. "
            + $"Judged: {Users:N0} users by {TestPairs:N0} pairs."));
        var names = Trials.SelectMany(trial => trial.Options.Keys).Distinct().ToArray();
        var table = TableOutput.Create(["Rank", "Trial", .. names, "Best at", "Spent", Metric, "s"]);
        foreach (var (trial, rank) in Trials.Take(PrintedTrials).Select((trial, index) => (trial, index + 1)))
        {
            table.Add(
            [
                Text(rank),
                Text(trial.Trial),
                .. names.Select(name => Text(trial.Options.GetValueOrDefault(name))),
                Text(trial.BestAt),
                Text(trial.Spent),
                trial.Figure is { } figure ? figure.ToString("F5", CultureInfo.InvariantCulture) : "failed",
                trial.Seconds.ToString("F1", CultureInfo.InvariantCulture),
            ]);
        }

        TableOutput.Write(console, table);
        foreach (var failed in Trials.Where(trial => trial.Error is not null).Take(1))
            console.Out.WriteLine($"Trial {failed.Trial} failed: {failed.Error}");
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Trials.Count} trials in {Seconds:F0} s; {EndText}."));
        var best = string.Join(' ', Options.Select(option => $"--{option.Key} {Text(option.Value)}"));
        console.Out.WriteLine($"Best: {best}");
        if (Stored is not null)
            console.Out.WriteLine($"Stored in {Stored}: give it to evaluate or train as --options.");
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
