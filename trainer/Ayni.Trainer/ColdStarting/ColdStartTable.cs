using System.Globalization;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.ColdStarting;

/// <summary>Rankings measured on the same questions.</summary>
internal sealed record ColdStartTable
{
    /// <summary>What the candidates are, or the stage.</summary>
    public required string Among { get; init; }

    /// <summary>Candidates, before a user's own are taken out.</summary>
    public required int Candidates { get; init; }

    public required int Users { get; init; }

    public required int TestPairs { get; init; }

    /// <summary>The first is the one to beat.</summary>
    public required IReadOnlyList<ColdStartModel> Models { get; init; }

    public void Print(TrainerConsole console)
    {
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Among}: {Candidates:N0} candidates, {Users:N0} users, {TestPairs:N0} pairs to find."));
        var table = TableOutput.Create("", "recall@20", "ndcg@20", "p");
        foreach (var model in Models)
        {
            table.Add(
                model.Model,
                With(model.Recall, model.RecallInterval),
                With(model.Ndcg, model.NdcgInterval),
                model.PValue?.ToString("F4", CultureInfo.InvariantCulture));
        }

        TableOutput.Write(console, table);
    }

    private static string With(double figure, ConfidenceInterval interval) => string.Create(
        CultureInfo.InvariantCulture, $"{figure:F4} [{interval.Low:F4}, {interval.High:F4}]");
}
