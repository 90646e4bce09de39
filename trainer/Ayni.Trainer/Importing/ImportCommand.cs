using System.CommandLine;
using Ayni.Data.Import;
using Ayni.Data.Import.Files;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary><c>import</c>: files of interactions and products into the log and the catalogue.</summary>
internal static class ImportCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command(
            "import",
            "Bring a shop's files into the log and the catalogue: CSV, NDJSON, JSON, Parquet or .xlsx, plain, gzip or "
            + "zstd. Without --mapping they are looked at first.");
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files, folders, or - for standard input: interactions, products, or both.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var mapping = new Option<string?>("--mapping")
        {
            Description = "Meaning of the columns instead of a look at them: "
                + $"{string.Join(", ", ImportMapping.Shipped)}, or a JSON file. Files are then interactions.",
            HelpName = "NAME|FILE",
        };
        var products = new Option<string[]>("--products") { Description = "Files of products.", HelpName = "FILE" };
        var check = new Option<bool>("--check") { Description = "Look, show what would be imported, and stop." };
        var yes = new Option<bool>("--yes") { Description = "Import by what a look found without asking." };
        var write = new Option<string?>("--write-mapping")
        {
            Description = "Write the mapping that a look found to a file.",
            HelpName = "FILE",
        };
        var json = Verb.JsonOption();
        var storage = new StorageArguments();
        var hints = new HintArguments();
        var options = new OptionArguments();
        var rejected = new RejectedArguments();
        command.Add(files);
        storage.AddTo(command);
        foreach (var option in new Option[] { mapping, products, check, yes, write, json })
            command.Add(option);
        hints.AddTo(command);
        options.AddTo(command);
        rejected.AddTo(command);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            rejected.Require(parsed, parsed.GetValue(check));
            var data = storage.Read(parsed);
            var registry = new OwnTypeRegistry(console, data);
            var how = options.Read(parsed, console.Time);
            var known = hints.Read(parsed, how.Currency);
            using var paths = new InputPaths(parsed.GetValue(files) ?? [], console.OpenInput);
            using var productPaths = new InputPaths(parsed.GetValue(products) ?? [], console.OpenInput);
            var choice = new MappingChoice(console, parsed.GetValue(json))
            {
                IsCheck = parsed.GetValue(check),
                IsAgreed = parsed.GetValue(yes),
                WriteTo = parsed.GetValue(write),
            };
            var given = new ImportFiles(paths.Paths, productPaths.Paths);
            how = how with { OwnTypes = await registry.ReadAsync(cancellationToken) };
            var (chosen, mapped) = parsed.GetValue(mapping) is { } name
                ? choice.Load(name, given, how)
                : choice.Look(given, known with { ShopTypes = how.OwnTypes }, how, cancellationToken);
            if (chosen is null)
                return ExitCodes.Success;
            using var refused = rejected.Open(parsed, mapped);
            await registry.DeclareAsync(chosen.Interactions, how.OwnTypes, cancellationToken);
            return await new ImportRun(console, parsed.GetValue(json), refused)
                .RunAsync(mapped, chosen, how, data, cancellationToken);
        });
        return command;
    }
}
