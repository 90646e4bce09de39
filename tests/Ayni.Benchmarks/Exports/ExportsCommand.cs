using System.CommandLine;
using Ayni.Trainer.Training;

namespace Ayni.Benchmarks.Exports;

/// <summary><c>exports</c>: everybody's lists a second.</summary>
internal static class ExportsCommand
{
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var command = new Command("exports", "Everybody's lists, from log and profiles to the last byte.");
        var train = new Option<string>("--train") { Description = "LightGCN file of who met what.", Required = true };
        var model = new ModelArguments();
        var count = Number("--count", "Products a list.", 10);
        var repeats = Number("--repeats", "Measured exports; one more comes first.", 3);
        var judged = new Option<double>("--judged-share")
        {
            Description = "Share of users judged; over 0 the model gets the parts and weights that win.",
        };
        foreach (var option in new Option[] { train, count, repeats, judged })
            command.Add(option);
        model.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var options = model.Read(parsed) with { JudgedShare = parsed.GetValue(judged) };
            var rate = new ExportRate(options, parsed.GetValue(count), parsed.GetValue(repeats), time);
            await rate.PrintAsync(parsed.GetValue(train)!, output, stop);
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
