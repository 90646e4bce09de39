using System.Globalization;
using Ayni.GrainInterfaces.Training;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Training;

/// <summary>A finished run for people.</summary>
internal static class TrainingSummary
{
    public static void Print(TrainerConsole console, TrainingStatus status)
    {
        var took = status.EndedAt - status.StartedAt;
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Run {status.RunId}: {status.Phase}, {status.Users:N0} users × {status.Products:N0} products, "
            + $"{status.Pairs:N0} pairs, {took?.TotalSeconds ?? 0:F1} s."));
        if (!status.Losses.IsDefaultOrEmpty)
        {
            var table = TableOutput.Create("Sweep", "Loss", "Observed", "Unobserved", "Regularization");
            foreach (var loss in status.Losses)
            {
                table.Add(
                    loss.Sweep.ToString(CultureInfo.InvariantCulture),
                    Number(loss.Observed + loss.Unobserved + loss.Regularization),
                    Number(loss.Observed),
                    Number(loss.Unobserved),
                    Number(loss.Regularization));
            }

            TableOutput.Write(console, table);
        }

        PrintSearch(console, status.Search);
        PrintComparison(console, status);
        PrintReplaced(console, status);
        if (status is { Phase: TrainingPhase.Completed, Message: { } message })
            console.Out.WriteLine(message);
    }

    /// <summary>What was tried, best first, and what was chosen.</summary>
    private static void PrintSearch(TrainerConsole console, SearchReport? search)
    {
        if (search is null)
            return;
        if (search.Trials.IsEmpty)
        {
            console.Out.WriteLine(search.End);
            return;
        }

        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Search: {search.Trials.Length} trials in {search.Trials.Sum(trial => trial.Seconds):F1} s, fitted on "
            + $"{search.FittedUsers:N0} users, judged by {search.JudgedUsers:N0} who judge nothing else. "
            + $"{search.End}"));
        var table = TableOutput.Create(
            "Part", "From", "Rank", "Sweeps", "Regularization", "Unobserved", "Scaling", "NDCG@10", "±", "s", "Chosen");
        foreach (var (trial, place) in search.Trials.Select((trial, place) => (trial, place))
            .OrderBy(tried => tried.trial.Part, StringComparer.Ordinal)
            .ThenByDescending(tried => tried.trial.Ndcg ?? double.NegativeInfinity)
            .ThenBy(tried => tried.place))
        {
            table.Add(
                trial.Part,
                trial.Source.ToString().ToLowerInvariant(),
                Setting(trial.Rank),
                Setting(trial.Sweeps),
                Setting(trial.Regularization),
                Setting(trial.UnobservedWeight),
                Setting(trial.FrequencyScaling),
                trial.Ndcg is { } ndcg ? TableOutput.Figure(ndcg) : "failed",
                TableOutput.Figure(trial.StandardError),
                trial.Seconds.ToString("F1", CultureInfo.InvariantCulture),
                search.Chosen.Contains(place) ? "yes" : "");
        }

        TableOutput.Write(console, table);
    }

    /// <summary>How the new model does beside the one it replaces.</summary>
    private static void PrintReplaced(TrainerConsole console, TrainingStatus status)
    {
        if (!status.Metrics.TryGetValue("compared.users", out var users))
            return;
        console.Out.WriteLine(users == 0
            ? "No judged shopper tells the new model from the active one: it was trained on all of their products."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Beside the version that was active, on {users:N0} shoppers by products that neither was trained on: "
                + $"NDCG@10 {TableOutput.Figure(status.Metrics.GetValueOrDefault("compared.new"))} against "
                + $"{TableOutput.Figure(status.Metrics.GetValueOrDefault("compared.active"))}, difference "
                + $"{TableOutput.Figure(status.Metrics.GetValueOrDefault("compared.difference"))} "
                + $"[{TableOutput.Figure(status.Metrics.GetValueOrDefault("compared.difference.low"))}, "
                + $"{TableOutput.Figure(status.Metrics.GetValueOrDefault("compared.difference.high"))}]."));
    }

    private static string Setting(double value) =>
        value == 0 ? "" : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>The parts, how good each is, and the weights that are published.</summary>
    public static void PrintComparison(TrainerConsole console, TrainingStatus status)
    {
        if (status.Comparison.IsEmpty)
            return;
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Judged by {status.Options?.Positives.ToString().ToLowerInvariant()}. Weights learnt on "
            + $"{status.Metrics.GetValueOrDefault("learning.users"):N0} users, figures of "
            + $"{status.Metrics.GetValueOrDefault("judged.users"):N0} "
            + $"{(status.Metrics.GetValueOrDefault("judged.cross-validated") > 0 ? "by cross-validation" : "others")} "
            + $"[95 % bootstrap interval]:"));
        var table = TableOutput.Create("Part", "NDCG@10", "Recall@10", "Coverage@10", "Weight", "Published");
        foreach (var part in status.Comparison)
        {
            var (ndcg, low, high) = (part.Ndcg, part.NdcgLow, part.NdcgHigh);
            table.Add(
                part.Name,
                $"{TableOutput.Figure(ndcg)} {TableOutput.Interval(low, high)}",
                TableOutput.Figure(part.Recall),
                TableOutput.Figure(part.Coverage),
                part.Weight is { } weight ? weight.ToString("G4", CultureInfo.InvariantCulture) : "",
                part.IsPublished ? "yes" : "");
        }

        TableOutput.Write(console, table);
    }

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);
}
