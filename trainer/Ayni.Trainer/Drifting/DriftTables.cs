using System.Globalization;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Drifting;

/// <summary>What <c>drift</c> found, for people.</summary>
internal static class DriftTables
{
    public static void Print(TrainerConsole console, DriftDocument document)
    {
        console.Out.WriteLine(document.Protocol);
        ChangedWeights.Print(console, document.Weights);
        var windows = TableOutput.Create("Window from", "Shoppers asked", "Pairs before it");
        foreach (var window in document.Windows)
        {
            windows.Add(
                window.From?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                TableOutput.Count(window.Users),
                TableOutput.Count(window.TrainPairs));
        }

        TableOutput.Write(console, windows);
        console.Out.WriteLine("NDCG@10 by age, beside fresh models in the same windows [95 % bootstrap intervals]:");
        var table = TableOutput.Create(
            "Model", "Age, days", "Windows", "Shoppers", "NDCG@10", "Fresh", "Difference", "Lost");
        foreach (var model in document.Models)
        {
            foreach (var age in model.Ages)
                AddTo(table, model.Model, age);
        }

        TableOutput.Write(console, table);
        foreach (var model in document.Models.Where(model => model.Model != document.Best))
            console.Out.WriteLine(model.Verdict.Words);
        console.Out.WriteLine(
            $"Best when fresh: {document.Models.Single(model => model.Model == document.Best).Verdict.Words}");
    }

    private static void AddTo(Spectre.Console.Table table, string model, AgedFigures age)
    {
        var isFresh = age.AgeDays == 0;
        table.Add(
            model,
            age.AgeDays.ToString("0.##", CultureInfo.InvariantCulture),
            TableOutput.Count(age.Windows),
            TableOutput.Count(age.Users),
            $"{TableOutput.Figure(age.Ndcg)} {TableOutput.Interval(age.Interval.Low, age.Interval.High)}",
            TableOutput.Figure(age.Fresh),
            isFresh
                ? ""
                : $"{TableOutput.Figure(age.Ndcg - age.Fresh)} "
                    + TableOutput.Interval(age.Difference.Low, age.Difference.High),
            isFresh ? "" : string.Create(
                CultureInfo.InvariantCulture, $"{age.Loss:P1}{(age.IsBeyondChance ? " *" : "")}"));
    }
}
