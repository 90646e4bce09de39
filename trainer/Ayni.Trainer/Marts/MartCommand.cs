using System.CommandLine;
using Ayni.Data.Mart;
using Ayni.Storage;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Marts;

/// <summary><c>mart</c>: the log and the catalogue as Parquet files, and what can be done with them.</summary>
internal static class MartCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("mart", "Write log and catalogue, cleaned, to Parquet files with their lineage.");
        var directory = new Option<string?>("--out")
        {
            Description = "Folder to write; must not be there yet.",
            HelpName = "DIR",
        };
        var asOf = new Option<long?>("--as-of")
        {
            Description = "Last position of the log in it; else its head.",
            HelpName = "POSITION",
        };
        var model = new Option<string?>("--model")
        {
            Description = "Version of a model: the data it was made of, uncleaned unless --steps is given.",
            HelpName = "VERSION",
        };
        var steps = new Option<string?>("--steps")
        {
            Description = "Cleaning steps, a JSON file; else all at their defaults.",
            HelpName = "FILE",
        };
        var raw = new Option<bool>("--raw") { Description = "No cleaning: every interaction of the log." };
        var json = Verb.JsonOption();
        var storage = new StorageArguments();
        storage.AddTo(command);
        foreach (var option in new Option[] { directory, asOf, model, steps, raw, json })
            command.Add(option);
        command.Add(VerifyCommand.Create(console));
        command.Add(DiffCommand.Create(console));
        command.Add(ReproduceCommand.Create(console));
        command.Add(PurgeCommand.Create(console));
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var target = parsed.GetValue(directory)
                ?? throw new ArgumentException("Name the folder to write by --out DIR.");
            var clock = new StepClock(console.Time);
            var choice = new MartChoice(
                parsed.GetValue(asOf), parsed.GetValue(model), parsed.GetValue(steps), parsed.GetValue(raw));
            choice.Check();
            await using var stores = await AyniStorage.OpenAsync(storage.Read(parsed), console.Time, cancellationToken);
            var options = await choice.ReadAsync(stores, console.Time, cancellationToken);
            var manifest = await ProgressScreen.ShowAsync(console, progress => new MartMaker(
                stores.Log, stores.Catalog, stores.Consents)
                .MakeRegisteredAsync(
                    target, options, stores.Copies, Environment.MachineName, new MartSteps(progress),
                    cancellationToken));
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, manifest);
            else
                MartSummary.Print(console, target, manifest, clock.Elapsed);
            return ExitCodes.Success;
        });
        return command;
    }
}
