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

        PrintComparison(console, status);
        if (status is { Phase: TrainingPhase.Completed, Message: { } message })
            console.Out.WriteLine(message);
    }

    /// <summary>The parts, how good each is, and the weights that are published.</summary>
    public static void PrintComparison(TrainerConsole console, TrainingStatus status)
    {
        if (status.Comparison.IsEmpty)
            return;
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Weights learnt on {status.Metrics.GetValueOrDefault("learning.users"):N0} users, figures of "
            + $"{status.Metrics.GetValueOrDefault("judged.users"):N0} others [95 % bootstrap interval]:"));
        var table = TableOutput.Create("Part", "NDCG@10", "Recall@10", "Coverage@10", "Weight", "Published");
        foreach (var part in status.Comparison)
        {
            var (ndcg, low, high) = (part.Ndcg, part.NdcgLow, part.NdcgHigh);
            table.Add(
                part.Name,
                $"{TableOutput.Figure(ndcg)} [{TableOutput.Figure(low)}, {TableOutput.Figure(high)}]",
                TableOutput.Figure(part.Recall),
                TableOutput.Figure(part.Coverage),
                part.Weight is { } weight ? weight.ToString("G4", CultureInfo.InvariantCulture) : "",
                part.IsPublished ? "yes" : "");
        }

        TableOutput.Write(console, table);
    }

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);
}
