using System.CommandLine;
using Ayni.Data.Mart.Versions;
using Ayni.Storage;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Marts;

/// <summary><c>mart reproduce</c>: makes a mart again and compares.</summary>
internal static class ReproduceCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command(
            "reproduce", "Make a mart again from the store and compare its hash; exit code 5 if it is another.");
        var directory = new Argument<string>("DIR") { Description = "The mart." };
        var storage = new StorageArguments();
        var json = Verb.JsonOption();
        command.Add(directory);
        storage.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(directory);
            await using var stores = await AyniStorage.OpenAsync(storage.Read(parsed), console.Time, cancellationToken);
            var reproducer = new MartReproducer(
                stores.Log, stores.Catalog, stores.Consents, stores.Erased, stores.Copies,
                Environment.MachineName);
            var result = await ProgressScreen.ShowAsync(console, progress => reproducer.ReproduceAsync(
                path, MartChoice.ProgramVersion, console.Time.GetUtcNow(), new MartSteps(progress), cancellationToken));
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, result);
            else
                Print(console, result);
            return result.Same ? ExitCodes.Success : ExitCodes.Differs;
        });
        return command;
    }

    private static void Print(TrainerConsole console, MartReproduction result)
    {
        console.Out.WriteLine(result.Same
            ? $"The same again: {result.Hash}"
            : $"Not the same: the mart is {result.Hash}, made again it is {result.HashAgain}.");
        foreach (var note in result.Notes)
            console.Out.WriteLine(note);
        foreach (var difference in result.Differences)
            console.Out.WriteLine($"  {difference.Describe()}");
    }
}
