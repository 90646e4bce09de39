using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Ranking;
using Ayni.Recommenders;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Reranking;

/// <summary><c>rerank</c>: what a learned re-ranker of the parts' best gains over their blend.</summary>
internal static class RerankCommand
{
    private const int MaxDays = 3_660;

    public static Command Create(TrainerConsole console)
    {
        var command = new Command(
            "rerank", "Learn to re-rank the parts' best products (LambdaMART), and measure it against their blend.");
        var (trees, study) = (new LambdaMartOptions(), new RerankOptions());
        var (storage, model) = (new StorageArguments(), new ModelArguments());
        var days = Valued("--test-days", "Newest days to learn from and to test on, by folds of shoppers.", 30);
        var pool = Valued("--pool", "Best products of each part to re-rank.", study.PoolSize);
        var folds = Valued("--folds", "Folds of shoppers.", study.Folds);
        var most = Valued("--trees", "Most trees.", trees.MaxTrees);
        var leaves = Valued("--leaves", "Leaves of a tree.", trees.Leaves);
        var rate = Valued("--rate", "Learning rate.", trees.LearningRate);
        var rows = Valued("--min-leaf-rows", "Fewest candidates of a leaf.", trees.MinLeafRows);
        var engine = Valued("--engine", "What grows the trees.", trees.Engine);
        var threads = Valued("--threads", "Threads; 0 for one a processor.", 0);
        var json = Verb.JsonOption();
        storage.AddTo(command);
        foreach (var option in new Option[] { days, pool, folds, most, leaves, rate, rows, engine, threads, json })
            command.Add(option);
        model.AddTo(command);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(days) is < 1 or > MaxDays)
            {
                throw new AyniException(
                    ErrorCodes.Invalid, $"--test-days is {parsed.GetValue(days)}; it must be 1 to {MaxDays}.");
            }

            var options = new RerankOptions
            {
                PoolSize = parsed.GetValue(pool),
                Folds = parsed.GetValue(folds),
                Trees = trees with
                {
                    MaxTrees = parsed.GetValue(most),
                    Leaves = parsed.GetValue(leaves),
                    LearningRate = parsed.GetValue(rate),
                    MinLeafRows = parsed.GetValue(rows),
                    Engine = parsed.GetValue(engine),
                },
            }.Validated();
            var run = new RerankRun(
                console, storage.Read(parsed), model.Read(parsed), TimeSpan.FromDays(parsed.GetValue(days)), options,
                new SignificanceOptions { Threads = parsed.GetValue(threads) }.Validated());
            var document = await ProgressScreen.ShowAsync(
                console, progress => run.RunAsync(progress, cancellationToken));
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                document.Print(console);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
