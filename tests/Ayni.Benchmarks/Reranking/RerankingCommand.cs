using System.CommandLine;
using Ayni.Trainer.Storage;

namespace Ayni.Benchmarks.Reranking;

/// <summary><c>reranking</c>: what a published re-ranker costs an answer.</summary>
internal static class RerankingCommand
{
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var command = new Command("reranking", "Answers that are re-ranked against the same as the parts order them.");
        var storage = new StorageArguments();
        var rounds = Number("--rounds", "Rounds of each way, in turn.", 5);
        var requests = Number("--requests", "Measured answers a round.", 2_000);
        var shoppers = Number("--shoppers", "Shoppers who ask, the first of the log.", 500);
        storage.AddTo(command);
        foreach (var option in new Option[] { rounds, requests, shoppers })
            command.Add(option);
        command.SetAction(async (parsed, stop) =>
        {
            var cost = new RerankingCost(
                parsed.GetValue(rounds), parsed.GetValue(requests), parsed.GetValue(shoppers), time);
            await cost.PrintAsync(storage.Read(parsed), output, stop);
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
