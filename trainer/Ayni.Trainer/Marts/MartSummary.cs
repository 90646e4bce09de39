using System.Globalization;
using Ayni.Data.Mart.Versions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Marts;

/// <summary>A mart for people.</summary>
internal static class MartSummary
{
    public static void Print(TrainerConsole console, string directory, MartManifest manifest, TimeSpan elapsed)
    {
        console.Out.WriteLine(
            $"Log up to position {manifest.LogPosition}: {TableOutput.Count(manifest.RowsRead)} read = "
            + $"{TableOutput.Count(manifest.RowsKept)} kept + {TableOutput.Count(manifest.RowsDropped)} dropped.");
        if (manifest.Model is { } model)
            console.Out.WriteLine($"These are the data of model {model.Version}.");
        PrintRules(console, manifest);
        var table = TableOutput.Create("Table", "Rows", "Files", "Bytes");
        foreach (var each in manifest.Tables)
        {
            var files = manifest.Files.Where(file => file.Table() == each.Name).ToList();
            table.Add(
                each.Name,
                TableOutput.Count(each.Rows),
                TableOutput.Count(files.Count),
                TableOutput.Count(files.Sum(file => file.Bytes)));
        }

        TableOutput.Write(console, table);
        console.Out.WriteLine($"Content hash {manifest.ContentHash}");
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"In {directory}: manifest.json has the lineage. {elapsed.TotalSeconds:F1} s."));
    }

    private static void PrintRules(TrainerConsole console, MartManifest manifest)
    {
        if (manifest.Steps is null)
            console.Out.WriteLine("Nothing was cleaned.");
        if (manifest.Rules.Count == 0)
            return;
        var table = TableOutput.Create("Step", "Rule", "Rows", "", "Shoppers", "Positions such as");
        foreach (var rule in manifest.Rules)
        {
            table.Add(
                rule.Step,
                rule.Rule,
                TableOutput.Count(rule.Rows),
                rule.Action == Data.Mart.Cleaning.RuleAction.Drop ? "dropped" : "kept",
                TableOutput.Count(rule.Users),
                string.Join(", ", rule.Examples));
        }

        TableOutput.Write(console, table);
    }
}
