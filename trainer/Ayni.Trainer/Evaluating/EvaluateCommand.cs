using System.CommandLine;
using System.Runtime.CompilerServices;
using Ayni.Domain.Consents;
using Ayni.Storage;
using Ayni.Trainer.Evaluating.Scenarios;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>
/// <c>evaluate</c>: models against baselines on data held out, of the log, of pairs, of sequences or of baskets; or the
/// lists that are served.
/// </summary>
internal static class EvaluateCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("evaluate", "Measure models on data held out, all from one command.");
        var arguments = new EvaluateArguments();
        var json = Verb.JsonOption();
        arguments.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            // What is wrong with the options is to be said before the data are read.
            var choice = arguments.Choice(parsed);
            if (arguments.Served(parsed, choice) is { } served)
            {
                var evaluation = new ScenarioEvaluation(
                    console,
                    arguments.Storage.Read(parsed),
                    served,
                    arguments.Evaluation(parsed),
                    arguments.Significance.Significance(parsed));
                Write(
                    await ProgressScreen.ShowAsync(
                        console, progress => evaluation.RunAsync(choice.TestPeriod, progress, cancellationToken)),
                    ScenarioTables.Print);
            }
            else
            {
                Write(
                    await ProgressScreen.ShowAsync(
                        console, progress => RunAsync(console, arguments, parsed, choice, progress, cancellationToken)),
                    EvaluationTables.Print);
            }

            return ExitCodes.Success;

            void Write<T>(T document, Action<TrainerConsole, T> print)
            {
                if (parsed.GetValue(json))
                    JsonOutput.Write(console.Out, document);
                else
                    print(console, document);
            }
        });
        return command;
    }

    private static async Task<EvaluateDocument> RunAsync(
        TrainerConsole console,
        EvaluateArguments arguments,
        ParseResult parsed,
        SplitChoice choice,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var comparison = new ModelComparison(
            console.Time,
            arguments.Recommenders(parsed, choice),
            arguments.Evaluation(parsed),
            arguments.Significance.Significance(parsed));
        var parts = choice.Kind switch
        {
            _ when arguments.IsLightGcn(parsed) => arguments.Files(parsed, choice).Of(choice).ToAsyncEnumerable(),
            _ when arguments.IsSequences(parsed) =>
                new[] { arguments.Sequences(parsed).Of(choice) }.ToAsyncEnumerable(),
            _ when arguments.IsBaskets(parsed) =>
                new[] { arguments.Baskets(parsed, choice).Of(choice) }.ToAsyncEnumerable(),
            _ => ReadLogAsync(console, arguments, parsed, choice, progress, cancellationToken),
        };
        return await comparison.RunAsync(parts, progress, cancellationToken);
    }

    private static async IAsyncEnumerable<EvaluationPart> ReadLogAsync(
        TrainerConsole console,
        EvaluateArguments arguments,
        ParseResult parsed,
        SplitChoice choice,
        IProgress<StepProgress> progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = arguments.Models.Als.Read(parsed).Weights;
        await using var stores = await AyniStorage.OpenAsync(
            arguments.Storage.Read(parsed), console.Time, cancellationToken);
        var weights = await stores.WeighAsync(asked, cancellationToken);
        var parts = new LogParts(
            stores.Consents.LogOf(Purpose.Training), weights, arguments.Models.PopularityHalfLife(parsed),
            !arguments.Evaluation(parsed).ExcludeSeen);
        await foreach (var part in parts.ReadAsync(choice, progress, cancellationToken))
            yield return part with { Facts = part.Facts with { Weights = ChangedWeights.Of(weights) } };
    }
}
