using System.Globalization;
using System.Text.Json;
using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>What a look at files found.</summary>
/// <param name="Files">Each file.</param>
/// <param name="Questions">What somebody must say before they are imported.</param>
/// <param name="Notes">What is as well to know.</param>
/// <param name="Mapping">The mapping that would be used; null while there is none.</param>
/// <param name="Preview">The first rows by it; null while questions are open.</param>
internal sealed record LookDocument(
    IReadOnlyList<FileLook> Files,
    IReadOnlyList<OpenQuestion> Questions,
    IReadOnlyList<string> Notes,
    JsonElement? Mapping,
    ImportPreview? Preview)
{
    public static LookDocument Of(ImportPlan plan, ImportPreview? preview) => new(
        plan.Looks,
        plan.Questions,
        plan.Notes,
        plan.Mapping is { } mapping ? JsonDocument.Parse(mapping.ToJson()).RootElement : null,
        preview);

    public void Print(TrainerConsole console)
    {
        foreach (var file in Files)
            Print(console, file);
        foreach (var note in Notes)
            console.Out.WriteLine($"Note: {note}");
        Preview?.Print(console);
        foreach (var question in Questions)
            console.Out.WriteLine($"Open: {question.Text} Say {question.Remedy}.");
    }

    private static void Print(TrainerConsole console, FileLook file)
    {
        string?[] facts =
        [
            file.Role == FileRole.None ? "neither interactions nor products" : file.Role.ToString().ToLowerInvariant(),
            file.Format.ToString().ToLowerInvariant(),
            file.Compression == Ayni.Data.Import.Files.FileCompression.None
                ? null : file.Compression.ToString().ToLowerInvariant(),
            file.Encoding,
            file.Delimiter is null ? null : $"{file.Delimiter} between fields",
            file.Quote is { } quote and not '"' ? $"{quote} around them" : null,
            file.HasHeader switch
            {
                true => "first row holds names",
                false => "no header",
                null => null,
            },
            string.Create(
                CultureInfo.InvariantCulture, $"{file.Rows:N0} rows looked at{(file.IsWhole ? "" : ", not all")}"),
        ];
        console.Out.WriteLine($"{file.File}: {string.Join(", ", facts.OfType<string>())}.");
        var table = TableOutput.Create("Column", "Is", "Because of", "Such as");
        foreach (var column in file.Columns)
            table.Add(column.Column, column.Meaning ?? "-", column.Why, TableOutput.Short(column.Example));
        TableOutput.Write(console, table);
    }
}
