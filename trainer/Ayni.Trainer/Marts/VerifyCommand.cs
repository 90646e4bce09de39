using System.CommandLine;
using Ayni.Data.Mart.Versions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Marts;

/// <summary><c>mart verify</c>: whether a mart's files are those of its manifest.</summary>
internal static class VerifyCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("verify", "Hash the files of a mart again; exit code 5 if any is not what it was.");
        var directory = new Argument<string>("DIR") { Description = "The mart." };
        var json = Verb.JsonOption();
        command.Add(directory);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(directory);
            var manifest = MartManifest.Load(path);
            var faults = await MartVerifier.VerifyAsync(path, cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, new { manifest.ContentHash, Whole = faults.Count == 0, Faults = faults });
            else
                Print(console, manifest, faults);
            return faults.Count == 0 ? ExitCodes.Success : ExitCodes.Differs;
        });
        return command;
    }

    private static void Print(TrainerConsole console, MartManifest manifest, IReadOnlyList<MartFault> faults)
    {
        foreach (var fault in faults)
            console.Out.WriteLine($"{fault.Path} {fault.Problem}");
        console.Out.WriteLine(faults.Count == 0
            ? $"All {manifest.Files.Count} files are as the manifest says: {manifest.ContentHash}"
            : $"{faults.Count} of {manifest.Files.Count} files differ from the manifest.");
    }
}
