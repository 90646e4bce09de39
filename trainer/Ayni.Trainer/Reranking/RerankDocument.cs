using System.Globalization;
using Ayni.GrainInterfaces.Models;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Reranking;

/// <summary>What a study of a re-ranker found.</summary>
internal sealed record RerankDocument
{
    public const string Blend = "blend";
    public const string Reranked = "re-ranked";

    private const int ShownReasons = 12;

    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>Weights that are not the default; null where all are.</summary>
    public ChangedWeights? Weights { get; init; }

    /// <summary>Shoppers asked about.</summary>
    public required int Users { get; init; }

    public required int TestPairs { get; init; }

    /// <summary>Mean size of a pool.</summary>
    public required double PoolItems { get; init; }

    /// <summary>Share of the test pairs that are in the pools: what no ranking of them can exceed.</summary>
    public required double PoolRecall { get; init; }

    /// <summary>Cutoff K of NDCG.</summary>
    public required int At { get; init; }

    /// <summary>The parts, the blend, the re-ranked blend.</summary>
    public required IReadOnlyList<RerankRow> Models { get; init; }

    public required bool Wins { get; init; }

    public required IReadOnlyList<int> Trees { get; init; }

    /// <summary>Features by the mean size of what they add to a shown candidate's score.</summary>
    public required IReadOnlyDictionary<string, double> Reasons { get; init; }

    public required double LargestGap { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Version it was learnt for; null: for none, by weights of its own.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>What was published; null: nothing.</summary>
    public RerankerVersion? Published { get; init; }

    /// <summary>Mean NDCG of a ranking by its name.</summary>
    public RerankRow Of(string model) => Models.First(row => row.Model == model);

    public static RerankDocument Of(
        RerankData data, RerankStudy study, RerankFigures figures, RerankOptions options,
        SignificanceOptions significance, TimeSpan elapsed)
    {
        var blend = ResampledFigure.Of(figures.Blend, significance);
        RerankRow Row(string name, double[] values) =>
            RerankRow.Of(name, ResampledFigure.Of(values, significance), blend, significance);
        var reranked = Row(Reranked, figures.Reranked);
        var questions = study.Questions;
        var pairs = questions.Sum(question => question.Bought.Length);
        return new RerankDocument
        {
            Cutoff = data.Cutoff,
            Users = questions.Count,
            TestPairs = pairs,
            PoolItems = Math.Round(questions.Average(question => question.Pool.Items.Length), 1),
            PoolRecall = MetricNames.Rounded(questions.Sum(question => question.Labels.Sum()) / pairs),
            At = options.Cutoff,
            Models =
            [
                .. figures.PartNames.Select((name, part) => Row(name, figures.Parts[part])),
                RerankRow.Of(Blend, blend, null, significance),
                reranked,
            ],
            Wins = reranked.DifferenceInterval is { Low: > 0 },
            Trees = figures.Trees,
            Reasons = figures.Reasons.Take(ShownReasons).ToDictionary(
                reason => reason.Feature, reason => MetricNames.Rounded(reason.Size), StringComparer.Ordinal),
            LargestGap = figures.LargestGap,
            Seconds = Math.Round(elapsed.TotalSeconds, 1),
        };
    }

    public void Print(TrainerConsole console)
    {
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Users:N0} shoppers bought {TestPairs:N0} products new to them from {Cutoff:yyyy-MM-dd} on; pools of "
            + $"{PoolItems:F0} products hold {PoolRecall:P1} of them. {Seconds:F0} s."));
        ChangedWeights.Print(console, Weights);
        var table = TableOutput.Create(
            "", $"ndcg@{At}", "[95 %]", "− blend", "[95 %]", "p", "better", "worse");
        foreach (var row in Models)
        {
            table.Add(
                row.Model, TableOutput.Figure(row.Ndcg), Text(row.NdcgInterval), Text(row.Difference),
                Text(row.DifferenceInterval), Text(row.PValue), $"{row.Better}", $"{row.Worse}");
        }

        TableOutput.Write(console, table);
        PrintVerdict(console);
        if (ModelVersion is not null)
        {
            console.Out.WriteLine(Published is { } published
                ? $"Published: {published.Trees} trees re-rank the lists of version {ModelVersion} from now on"
                    + (published.IsForced ? ", though nothing shows that they gain; --force asked for it." : ".")
                : $"Not published: version {ModelVersion} answers as before. --force publishes all the same.");
        }
    }

    private void PrintVerdict(TrainerConsole console)
    {
        console.Out.WriteLine(Wins
            ? "The re-ranker is better than the blend: the interval of the difference is over 0."
            : "Nothing tells the re-ranker from the blend, or it is worse: the interval of the difference is not over "
                + "0.");
        console.Out.WriteLine(
            $"Trees of each fold: {string.Join(", ", Trees)}. What counts, mean size in a shown score: "
            + string.Join(", ", Reasons.Select(reason =>
                string.Create(CultureInfo.InvariantCulture, $"{reason.Key} {reason.Value:F3}")))
            + string.Create(
                CultureInfo.InvariantCulture, $". Scores are the sum of their parts to {LargestGap:E0}."));
    }

    private static string Text(double? figure) => figure is { } value ? TableOutput.Figure(value) : "";

    private static string Text(ConfidenceInterval? interval) => interval is { } value
        ? TableOutput.Interval(value.Low, value.High)
        : "";
}
