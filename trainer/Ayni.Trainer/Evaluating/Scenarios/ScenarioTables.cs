using System.Globalization;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>What <c>evaluate --scenarios</c> found, for people.</summary>
internal static class ScenarioTables
{
    private static readonly string[] Hits = [ListFigures.Ndcg, ListFigures.Recall, ListFigures.Hit];
    private static readonly string[] Gains = [ListFigures.ClickHit, ListFigures.Revenue, ListFigures.Price];

    public static void Print(TrainerConsole console, ScenarioDocument document)
    {
        PrintFacts(console, document);
        TrainingSummary.PrintComparison(console, document.Training);
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Means over users [{document.Significance.Confidence:P0} bootstrap interval]:"));
        PrintFigures(console, document, Hits, "", lists => Number(lists.Metrics["coverage@10"], "F3"), "coverage@10");
        PrintFigures(console, document, Gains, "–", lists => Number(lists.MeanLength, "F1"), "products a list");
        if (document.Lists.Sum(lists => lists.Degraded) is > 0 and var degraded)
            console.Out.WriteLine($"{degraded} lists were made of less than they should be.");

        // An objective that weighs what a scenario does not ask for, or a log does not have, changes nothing.
        var differing = document.Comparisons.Where(pair => pair.Better + pair.Worse > 0).ToArray();
        EvaluationTables.PrintComparisons(console, differing);
        if (document.Comparisons.Count - differing.Length is > 0 and var same)
            console.Out.WriteLine($"{same} comparisons are left out: nobody is better or worse.");
    }

    private static void PrintFacts(TrainerConsole console, ScenarioDocument document)
    {
        console.Out.WriteLine(document.Split.Protocol);
        ChangedWeights.Print(console, document.Split.Weights);
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Asked: {document.Users:N0} shoppers, {document.Buyers:N0} of whom bought {document.TestPairs:N0} "
            + $"products and {document.Viewers:N0} viewed some."));
        console.Out.WriteLine(document.IncludesSeen
            ? "What they had before counts too."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{document.SeenPairs:N0} products that they had before do not count, and take places all the same "
                + $"where a scenario gives them; --include-seen counts them."));
    }

    private static void PrintFigures(
        TrainerConsole console,
        ScenarioDocument document,
        string[] figures,
        string absent,
        Func<MeasuredLists, string> last,
        string lastTitle)
    {
        var table = TableOutput.Create(["scenario", "objective", .. figures, lastTitle]);
        foreach (var lists in document.Lists)
        {
            table.Add(
            [
                lists.Scenario,
                ScenarioArguments.NameOf(lists.Objective),
                .. figures.Select(name => lists.Intervals.TryGetValue(name, out var interval)
                    ? EvaluationTables.With(lists.Metrics[name], interval)
                    : absent),
                last(lists),
            ]);
        }

        TableOutput.Write(console, table);
    }

    private static string Number(double figure, string format) =>
        figure.ToString(format, CultureInfo.InvariantCulture);
}
