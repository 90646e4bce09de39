using System.CommandLine;

namespace Ayni.Benchmarks.Answers;

/// <summary><c>answers</c>: what measuring costs an answer.</summary>
internal static class AnswersCommand
{
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var command = new Command("answers", "Answers of a gateway that is scraped against one that measures nothing.");
        var rounds = Number("--rounds", "Rounds of each way, in turn.", 5);
        var requests = Number("--requests", "Measured answers a round.", 4_000);
        command.Add(rounds);
        command.Add(requests);
        command.SetAction(async (parsed, stop) =>
        {
            var cost = new MetricsCost(parsed.GetValue(rounds), parsed.GetValue(requests), time);
            await cost.PrintAsync(output, stop);
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
