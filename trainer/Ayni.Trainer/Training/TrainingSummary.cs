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

        foreach (var (name, value) in status.Metrics.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            console.Out.WriteLine($"{name} {TableOutput.Figure(value)}");
    }

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);
}
