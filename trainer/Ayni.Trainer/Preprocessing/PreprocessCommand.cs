using System.CommandLine;
using Ayni.Data.Preprocessing;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Preprocessing;

/// <summary><c>preprocess</c>: files of features through a pipeline that is fitted and stored, or was before.</summary>
internal static class PreprocessCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command(
            "preprocess", "Fill, clip, scale and encode files of features by a pipeline that is fitted and stored.");
        var features = Folder("--features", "Folder that features --out wrote.");
        var output = Folder("--out", "Folder for the files; those of a run before are replaced.");
        var table = new Option<string>("--table")
        {
            Description = "Which of its files.",
            DefaultValueFactory = _ => FeatureParquet.Names[0],
        };
        table.AcceptOnlyFromAmong([.. FeatureParquet.Names]);
        var pipeline = new Option<string>("--pipeline")
        {
            Description = $"Declaration of steps, as JSON; '{PipelineDeclaration.DefaultName}' is one for any table.",
            HelpName = "FILE",
            DefaultValueFactory = _ => PipelineDeclaration.DefaultName,
        };
        var fitted = new Option<string?>("--fitted")
        {
            Description = $"A {Preprocessor.PipelineName} of a run before, applied as it is instead.",
            HelpName = "FILE",
        };
        var json = Verb.JsonOption();
        var storage = new StorageArguments();
        storage.AddTo(command);
        foreach (var option in new Option[] { features, table, pipeline, fitted, output, json })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(pipeline) is { Implicit: false } && result.GetResult(fitted) is not null)
                result.AddError("--pipeline fits a pipeline and --fitted applies one: give one of them.");
        });
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var run = new PreprocessRun(
                console, parsed.GetRequiredValue(features), parsed.GetRequiredValue(table),
                parsed.GetRequiredValue(output), storage.ReadGiven(parsed));
            var document = parsed.GetValue(fitted) is { } stored
                ? await run.ApplyAsync(FittedPipeline.Parse(await TextOf(stored, cancellationToken)), cancellationToken)
                : await run.FitAsync(
                    await DeclarationOf(parsed.GetRequiredValue(pipeline), cancellationToken), cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                PreprocessTables.Print(console, document);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Option<string> Folder(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DIR",
        Required = true,
    };

    private static async Task<PipelineDeclaration> DeclarationOf(
        string pipeline, CancellationToken cancellationToken) =>
        pipeline == PipelineDeclaration.DefaultName
            ? PipelineDeclaration.Default
            : PipelineDeclaration.Parse(await TextOf(pipeline, cancellationToken));

    private static async Task<string> TextOf(string path, CancellationToken cancellationToken) => File.Exists(path)
        ? await File.ReadAllTextAsync(path, cancellationToken)
        : throw new ArgumentException($"There is no file '{path}': give the path of a JSON file.");
}
