using System.CommandLine;
using Ayni.Domain.Consents;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Tuning;

/// <summary><c>tune</c>: searches a model's options on a validation split, never on test data.</summary>
internal static class TuneCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("tune", "Search a model's options on a validation split, within a budget.");
        var arguments = new TuneArguments();
        var json = Verb.JsonOption();
        arguments.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var document = await ProgressScreen.ShowAsync(
                console, progress => RunAsync(console, arguments, parsed, progress, cancellationToken));
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                document.Print(console);
            if (document.End != TuningEnd.Cancelled)
                return ExitCodes.Success;
            await console.Error.WriteLineAsync($"Search {document.EndText}.");
            return ExitCodes.Cancelled;
        });
        return command;
    }

    private static async Task<TuneDocument> RunAsync(
        TrainerConsole console,
        TuneArguments arguments,
        ParseResult parsed,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        // What is wrong with the options is to be said before the data are read.
        var budget = arguments.Budget(parsed);
        arguments.Metric(parsed);
        var (facts, holdOuts) = arguments.IsLightGcn(parsed)
            ? ReadFile(arguments.TrainFile(parsed), arguments.HoldOut(parsed))
            : await ReadLogAsync(console, arguments, parsed, progress, cancellationToken);
        var search = new TuningSession(console, arguments, parsed, facts, arguments.Judged(parsed, holdOuts));
        return search.Run(budget, progress, cancellationToken);
    }

    private static (SplitFacts Facts, TrainTestSplit[] HoldOuts) ReadFile(string path, HoldOutChoice choice)
    {
        var all = LightGcnFile.ReadMatrix(path);
        var holdOuts = Enumerable.Range(choice.Seed, choice.Count)
            .Select(seed => ValidationSplit.Of(
                all, choice.PairShare, choice.UserShare, seed, choice.PopularityExponent))
            .ToArray();
        return (SplitFacts.OfHoldOuts(path, choice, holdOuts[0]), holdOuts);
    }

    private static async Task<(SplitFacts Facts, TrainTestSplit[] HoldOuts)> ReadLogAsync(
        TrainerConsole console,
        TuneArguments arguments,
        ParseResult parsed,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var split = arguments.Split(parsed);
        var asked = arguments.Model.Read(parsed).Weights;
        await using var stores = await AyniStorage.OpenAsync(
            arguments.Storage.Read(parsed), console.Time, cancellationToken);
        var weights = await stores.WeighAsync(asked, cancellationToken);
        var part = await split.ReadAsync(
            stores.Consents.LogOf(Purpose.Training), weights, progress, cancellationToken);
        var facts = part.Facts with { Weights = ChangedWeights.Of(weights) };
        return (facts, [new TrainTestSplit(part.Train, part.Test, part.Facts.Test)]);
    }
}
