using System.Globalization;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>What <c>evaluate</c> found, for people.</summary>
internal static class EvaluationTables
{
    /// <summary>Figures with intervals.</summary>
    private static readonly string[] Headline = ["ndcg@10", "recall@20", "hit_rate@10"];

    public static void Print(TrainerConsole console, EvaluateDocument document)
    {
        PrintFacts(console, document);
        PrintHeadline(console, document);
        PrintFigures(console, document);
        PrintSegments(console, document);
        if (document.Parts > 1)
            PrintParts(console, document);
        PrintComparisons(console, document.Comparisons);
        foreach (var (name, ratio) in document.Ratios)
        {
            var parts = name.Split('/');
            var verdict = ratio >= 1 ? "beats" : "does not beat";
            console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{parts[0]} {verdict} {parts[1]}: {ratio:F2} times its NDCG@10."));
        }
    }

    private static void PrintFacts(TrainerConsole console, EvaluateDocument document)
    {
        var split = document.Split;
        console.Out.WriteLine(split.Protocol);
        ChangedWeights.Print(console, split.Weights);
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Train{(document.Parts > 1 ? " (the last of " + document.Parts + ")" : "")}: "
            + $"{split.TrainUsers:N0} users × {split.TrainItems:N0} products, {split.TrainPairs:N0} pairs."));
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Test: {document.Users:N0} users, {document.TestPairs:N0} pairs. Dropped: {document.SeenPairs:N0} the "
            + $"user has in train, {document.UnreachablePairs:N0} of new products, {split.Test.UnknownUserPairs:N0} "
            + $"of new users."));
    }

    private static void PrintHeadline(TrainerConsole console, EvaluateDocument document)
    {
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Means over users [{document.Significance.Confidence:P0} bootstrap interval]:"));
        var table = TableOutput.Create(["", .. Headline, "fit, s", "rank, s"]);
        foreach (var model in document.Models)
        {
            table.Add(
            [
                model.Model,
                .. Headline.Select(name => With(model.Metrics[name], model.Intervals[name])),
                model.FitSeconds.ToString("F1", CultureInfo.InvariantCulture),
                model.MeasureSeconds.ToString("F1", CultureInfo.InvariantCulture),
            ]);
        }

        TableOutput.Write(console, table);
    }

    private static void PrintFigures(TrainerConsole console, EvaluateDocument document)
    {
        var table = TableOutput.Create(["", .. document.Models.Select(model => model.Model)]);
        foreach (var name in document.Models[0].Metrics.Keys)
            table.Add([name, .. document.Models.Select(model => TableOutput.Figure(model.Metrics[name]))]);
        TableOutput.Write(console, table);
    }

    private static void PrintSegments(TrainerConsole console, EvaluateDocument document)
    {
        var options = document.Evaluation;
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{EvaluateDocument.Judge} by segment: cold users have up to {options.ColdUserEntries} train entries, "
            + $"light ones up to {options.LightUserEntries}; the head is the most popular {options.HeadItemShare:P0} "
            + $"of the candidates."));
        var table = TableOutput.Create(["", "users", "pairs", .. document.Models.Select(model => model.Model)]);
        foreach (var (segment, index) in document.Models[0].Segments.Select((segment, index) => (segment, index)))
        {
            table.Add(
            [
                Words(segment.Segment),
                TableOutput.Count(segment.Users),
                TableOutput.Count(segment.TestPairs),
                .. document.Models.Select(
                    model => TableOutput.Figure(model.Segments[index].Metrics[EvaluateDocument.Judge])),
            ]);
        }

        TableOutput.Write(console, table);
    }

    private static void PrintParts(TrainerConsole console, EvaluateDocument document)
    {
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{EvaluateDocument.Judge} by part; the mean weighs parts alike, while above each user counts once:"));
        var table = TableOutput.Create(["", "users", "pairs", .. document.Models.Select(model => model.Model)]);
        foreach (var (part, index) in document.Models[0].Parts.Select((part, index) => (part, index)))
        {
            table.Add(
            [
                part.Part,
                TableOutput.Count(part.Users),
                TableOutput.Count(part.TestPairs),
                .. document.Models.Select(
                    model => TableOutput.Figure(model.Parts[index].Metrics[EvaluateDocument.Judge])),
            ]);
        }

        table.Add(
        [
            "mean", "", "",
            .. document.Models.Select(model => TableOutput.Figure(
                model.Parts.Average(part => part.Metrics[EvaluateDocument.Judge]))),
        ]);
        TableOutput.Write(console, table);
    }

    /// <summary>Pairs of lists that the same users were given.</summary>
    public static void PrintComparisons(TrainerConsole console, IReadOnlyList<ModelDifference> comparisons)
    {
        if (comparisons.Count == 0)
            return;
        console.Out.WriteLine("The same users asked by both (p by sign-flip permutation, two-sided, uncorrected):");
        var table = TableOutput.Create("", "figure", "difference", "p", "users better", "worse");
        foreach (var pair in comparisons)
        {
            table.Add(
                $"{pair.Model} − {pair.Baseline}",
                pair.Metric,
                With(pair.Difference, pair.Interval),
                pair.PValue < 0.0005 ? "<0.001" : pair.PValue.ToString("F3", CultureInfo.InvariantCulture),
                TableOutput.Count(pair.Better),
                TableOutput.Count(pair.Worse));
        }

        TableOutput.Write(console, table);
    }

    /// <summary>A figure with its interval.</summary>
    public static string With(double figure, ConfidenceInterval interval) => string.Create(
        CultureInfo.InvariantCulture, $"{figure:F4} [{interval.Low:F4}, {interval.High:F4}]");

    private static string Words(Segment segment) => segment switch
    {
        Segment.ColdUsers => "cold users",
        Segment.LightUsers => "light users",
        Segment.HeavyUsers => "heavy users",
        Segment.HeadItems => "head products",
        _ => "tail products",
    };
}
