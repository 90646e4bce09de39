using System.CommandLine;
using Ayni.Data.Mart.Versions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Marts;

/// <summary><c>mart diff</c>: in what two marts differ.</summary>
internal static class DiffCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("diff", "Tell in what two marts differ: sources, steps, rows, columns, files.");
        var first = new Argument<string>("A") { Description = "The first mart." };
        var second = new Argument<string>("B") { Description = "The second." };
        var json = Verb.JsonOption();
        command.Add(first);
        command.Add(second);
        command.Add(json);
        command.SetVerb(console, json, (parsed, _) =>
        {
            var differences = MartComparison.Of(
                MartManifest.Load(parsed.GetRequiredValue(first)), MartManifest.Load(parsed.GetRequiredValue(second)));
            var same = differences.All(difference => difference.What != "content");
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, new { SameContent = same, Differences = differences });
            else
                Print(console, same, differences);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Print(TrainerConsole console, bool same, IReadOnlyList<MartDifference> differences)
    {
        console.Out.WriteLine(same ? "The files are the same." : "The files differ.");
        foreach (var kind in differences.GroupBy(difference => difference.What))
        {
            console.Out.WriteLine($"{kind.Key}:");
            foreach (var difference in kind)
                console.Out.WriteLine($"  {difference.Describe()}");
        }
    }
}
