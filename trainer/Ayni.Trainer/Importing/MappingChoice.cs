using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Errors;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>Decides by which mapping to import: a named one, or the one a look found, once it is agreed to.</summary>
internal sealed class MappingChoice(TrainerConsole console, bool isJson)
{
    /// <summary>True to show what would be imported, and to stop.</summary>
    public bool IsCheck { get; init; }

    /// <summary>True where the caller agrees beforehand.</summary>
    public bool IsAgreed { get; init; }

    /// <summary>File to write the mapping found to; null for none.</summary>
    public string? WriteTo { get; init; }

    /// <summary>A mapping that is named. A mapping of a catalogue alone has products for its files.</summary>
    public (ImportMapping? Mapping, ImportFiles Files) Load(string name, ImportFiles files, ImportOptions options)
    {
        var mapping = ImportMapping.Load(name);
        if (mapping.Interactions is null)
            files = new ImportFiles([], [.. files.Interactions, .. files.Products]);
        Require(files);
        if (WriteTo is { } path)
            Write(mapping, path);
        if (!IsCheck)
            return (mapping, files);
        var preview = ImportPreview.Of(files, mapping, options);
        if (isJson)
            JsonOutput.Write(console.Out, preview);
        else
            preview.Print(console);
        return (null, files);
    }

    /// <summary>The mapping that a look found; null where it was only asked for.</summary>
    /// <param name="files">Files of any kind, and files that are said to be products.</param>
    /// <param name="hints">What is known already.</param>
    /// <param name="options">How rows are taken.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <exception cref="AyniException"><c>invalid</c>: something is open, or nobody agreed.</exception>
    public (ImportMapping? Mapping, ImportFiles Files) Look(
        ImportFiles files, SniffHints hints, ImportOptions options, CancellationToken cancellationToken)
    {
        Require(files);
        var plan = ImportSniffer.Look(files.Interactions, files.Products, hints, cancellationToken);
        var isReady = plan is { Mapping: not null, Questions.Count: 0 };
        var document = LookDocument.Of(plan, isReady ? ImportPreview.Of(plan.Files, plan.Mapping!, options) : null);
        if (!isJson)
            document.Print(console);
        if (plan.Mapping is { } mapping && WriteTo is { } path)
            Write(mapping, path);
        else if (plan.Mapping is { } shown && IsCheck && !isJson)
            console.Out.WriteLine($"Mapping:{Environment.NewLine}{shown.ToJson()}");
        if (!isReady)
            throw Open(plan.Questions);
        if (IsCheck)
        {
            if (isJson)
                JsonOutput.Write(console.Out, document);
            return (null, plan.Files);
        }

        if (!IsAgreed && !Ask())
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                "Nothing was imported. Say --yes to import by what was found, or --write-mapping FILE to change it and "
                + "import with --mapping FILE.");
        }

        return (plan.Mapping, plan.Files);
    }

    private static void Require(ImportFiles files)
    {
        if (files.Interactions.Count + files.Products.Count == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid, "No file to import: give a file, a folder, or - for standard input.");
        }
    }

    private static AyniException Open(IReadOnlyList<OpenQuestion> questions) => new(
        ErrorCodes.Invalid,
        $"Nothing was imported: {questions.Count} to be said first. "
        + string.Join(' ', questions.Select(one => $"{one.Text} Say {one.Remedy}.")));

    private void Write(ImportMapping mapping, string path)
    {
        File.WriteAllText(path, mapping.ToJson() + "\n");
        console.Error.WriteLine($"Mapping written to {path}.");
    }

    private bool Ask()
    {
        if (console.Answers is not { } answers)
            return false;
        console.Error.Write("Import by this? [y/n] ");
        return answers.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes" or "s" or "si" or "sí";
    }
}
