using System.CommandLine;
using Ayni.Domain.Consents;
using Ayni.Storage;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Drifting;

/// <summary><c>drift</c>: how fast models of a shop age, and so how often to train.</summary>
internal static class DriftCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("drift", "How fast models of this log age, by a replay; and so how often to train.");
        var arguments = new DriftArguments();
        var json = Verb.JsonOption();
        arguments.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            // What is wrong with the options is to be said before the data are read.
            arguments.Windows(parsed);
            var study = new DriftStudy(
                arguments.Recommenders(parsed), arguments.Significance.Evaluation(parsed),
                arguments.Significance.Significance(parsed));
            var document = await ProgressScreen.ShowAsync(
                console, progress => RunAsync(console, arguments, parsed, study, progress, cancellationToken));
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                DriftTables.Print(console, document);
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<DriftDocument> RunAsync(
        TrainerConsole console,
        DriftArguments arguments,
        ParseResult parsed,
        DriftStudy study,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        await using var stores = await AyniStorage.OpenAsync(
            arguments.Storage.Read(parsed), console.Time, cancellationToken);
        var weights = await stores.WeighAsync(arguments.Models.Als.Read(parsed).Weights, cancellationToken);
        var reader = await LogReader.OpenAsync(
            stores.Consents.LogOf(Purpose.Training), progress, cancellationToken);
        var period = arguments.Period(parsed, reader.Length);
        var fitting = new FittingSplit(
            reader, weights, arguments.Models.PopularityHalfLife(parsed), arguments.Positives.Read(parsed),
            !arguments.Significance.Evaluation(parsed).ExcludeSeen);
        var windows = new List<EvaluationPart>();
        for (var later = arguments.Windows(parsed) - 1; later >= 0; later--)
            windows.Add(await fitting.ByTimeAsync(period, later * period, cancellationToken));
        var document = study.Run(SharedProducts.Of(windows), period, progress, cancellationToken);
        return document with { Weights = ChangedWeights.Of(weights) };
    }
}
