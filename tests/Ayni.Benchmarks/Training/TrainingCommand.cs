using System.CommandLine;
using Ayni.Domain.Training;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;

namespace Ayni.Benchmarks.Training;

/// <summary><c>training</c>: the trainer grain against the plain loop on the same data.</summary>
internal static class TrainingCommand
{
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var command = new Command("training", "Training through the grains against the plain loop.");
        var train = new Option<string>("--train") { Description = "LightGCN file to train on.", Required = true };
        var model = new ModelArguments();
        var threads = Number("--threads", "Computing threads, of all silos together.", Environment.ProcessorCount);
        var blocks = Number("--blocks", "Blocks a side.", new TrainingOptions().Blocks);
        var repeats = Number("--repeats", "Measured runs of each way.", 3);
        var silos = new Option<short[]>("--silos")
        {
            Description = "Numbers of silos, with commas.",
            DefaultValueFactory = _ => [1],
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',')).Select(short.Parse)],
        };
        var judged = new Option<double>("--judged-share") { Description = "Share of users judged; 0 compares bits." };
        var json = Verb.JsonOption();
        foreach (var option in new Option[] { train, threads, blocks, repeats, silos, judged, json })
            command.Add(option);
        model.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var options = model.Read(parsed) with
            {
                Blocks = parsed.GetValue(blocks),
                JudgedShare = parsed.GetValue(judged),
            };
            var comparison = new TrainingComparison(
                options, parsed.GetValue(threads), parsed.GetValue(silos)!, parsed.GetValue(repeats), time);
            var line = $"dotnet run --project tests/Ayni.Benchmarks -c Release -- {string.Join(' ', parsed.Tokens)}";
            var document = await comparison.RunAsync(parsed.GetValue(train)!, line, stop);
            if (parsed.GetValue(json))
                JsonOutput.Write(output, document);
            else
                document.Print(output);
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
