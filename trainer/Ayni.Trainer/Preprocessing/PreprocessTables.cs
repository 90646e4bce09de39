using System.Globalization;
using Ayni.Data.Preprocessing;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Preprocessing;

/// <summary>What <c>preprocess</c> prints.</summary>
internal static class PreprocessTables
{
    public static void Print(TrainerConsole console, PreprocessDocument document)
    {
        var table = TableOutput.Create("File", "Rows", "Columns", "MB");
        foreach (var file in document.Files)
        {
            table.Add(
                file.Name, TableOutput.Count(file.Rows), TableOutput.Count(file.Columns),
                (file.Bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture));
        }

        TableOutput.Write(console, table);
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Pipeline {document.Pipeline} ({document.Hash[..16]}) of features {document.FeatureSet}, fitted on "
            + $"{document.TrainRows:N0} rows before {document.Cut:O}; in {document.Seconds:F1} s."));
        if (document.LeftOut > 0)
        {
            console.Out.WriteLine(document.Fitted
                ? $"{TableOutput.Count(document.LeftOut)} rows of the train part were not drawn."
                : $"{TableOutput.Count(document.LeftOut)} rows from before the cut were left out: the pipeline knows "
                    + "their targets.");
        }

        if (!document.Registered)
        {
            console.Out.WriteLine(
                "The folder is in no register, for that of the features is in none: erased shoppers stay in it. Give "
                + "--data DIR or --postgres CONN to register it.");
        }

        console.Out.WriteLine(document.Fitted
            ? $"Apply it to later rows by --fitted {Path.Combine(document.Directory, Preprocessor.PipelineName)}"
            : $"Files: {document.Directory}");
    }
}
