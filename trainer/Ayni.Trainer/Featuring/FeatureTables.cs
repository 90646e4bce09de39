using System.Globalization;
using Ayni.Features.Definitions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Featuring;

/// <summary>What <c>features</c> prints.</summary>
internal static class FeatureTables
{
    public static void Print(TrainerConsole console, FeaturesDocument document)
    {
        var table = TableOutput.Create("File", "Rows", "Features", "MB");
        foreach (var file in document.Files)
        {
            table.Add(
                file.Name, TableOutput.Count(file.Rows), TableOutput.Count(file.Columns),
                (file.Bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture));
        }

        TableOutput.Write(console, table);
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Features {document.FeatureSet} of {document.Interactions:N0} interactions, log up to position "
            + $"{document.LogPosition}; snapshots as of {document.AsOf:O}; in {document.Seconds:F1} s."));
        console.Out.WriteLine(document.Checked == 0
            ? "No row was checked for knowledge of the future (--check)."
            : $"{TableOutput.Count(document.Checked)} rows were worked out again from the log before them: equal.");
        console.Out.WriteLine($"Files and manifest: {document.Directory}");
    }

    public static void PrintDictionary(TrainerConsole console, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(
                console.Out,
                new { version = FeatureSet.Version, features = FeatureSet.All.Select(FeatureDescription.Of) });
            return;
        }

        // Lines instead of a table, whose cells would break the names that one looks for.
        foreach (var feature in FeatureSet.All)
        {
            var kind = feature.Kind.ToString().ToLowerInvariant();
            console.Out.WriteLine($"{feature.Name} ({kind}; {feature.Unit}; {feature.Window})");
            console.Out.WriteLine($"    {feature.Description} {feature.Formula}.");
        }

        console.Out.WriteLine($"{FeatureSet.All.Count} features, version {FeatureSet.Version}.");
    }
}
