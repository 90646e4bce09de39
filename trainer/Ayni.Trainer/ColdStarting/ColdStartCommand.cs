using System.CommandLine;
using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.ColdStarting;

/// <summary><c>cold-start</c>: what is found for products nobody met, or for shoppers nobody knows.</summary>
internal static class ColdStartCommand
{
    /// <summary>Half-life of an interaction in the trend.</summary>
    private static readonly TimeSpan TrendHalfLife = TimeSpan.FromDays(7);

    public static Command Create(TrainerConsole console)
    {
        var command = new Command("cold-start", "Measure what is found for new products, or for new shoppers.");
        var arguments = new ColdStartArguments();
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
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<ColdStartDocument> RunAsync(
        TrainerConsole console,
        ColdStartArguments arguments,
        ParseResult parsed,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var options = arguments.Read(parsed);
        var asked = arguments.Als.Read(parsed);
        var positives = arguments.Positives(parsed);
        arguments.CheckPeriod(parsed);
        await using var stores = await AyniStorage.OpenAsync(
            arguments.Storage.Read(parsed), console.Time, cancellationToken);
        var training = asked with { Weights = await stores.WeighAsync(asked.Weights, cancellationToken) };
        var reader = await LogReader.OpenAsync(
            stores.Consents.LogOf(Purpose.Training), progress, cancellationToken);
        var (period, untouched) = arguments.Test(parsed, reader.Length);
        var part = await LogSplit.ReadAsync(
            reader,
            training.Weights,
            TrendHalfLife,
            period,
            untouched,
            arguments.IsOfUsers(parsed) ? user => IsHidden(user, options) : null,
            positives == PositiveKind.Auto ? reader.Tally.Choose() : positives,
            cancellationToken);
        var data = await ColdStartData.ReadAsync(part, stores.Catalog, cancellationToken);
        var (evaluation, significance) = (arguments.Evaluation(parsed), arguments.Significance(parsed));
        progress.Report(new StepProgress("Learning and ranking", 0, 0, "models"));
        var document = arguments.IsOfUsers(parsed)
            ? new ColdShoppers(data, options, new ItemKnnOptions(), arguments.Threads(parsed))
                .Run(evaluation, significance, cancellationToken)
            : new ColdProducts(data, options, AlsOptions.From(training).Validated(), arguments.Threads(parsed))
                .Run(evaluation, significance, cancellationToken);
        return document with { Weights = ChangedWeights.Of(training.Weights) };
    }

    private static bool IsHidden(string user, ColdStartOptions options) =>
        new SplitMix64(options.Seed, unchecked((long)FnvHash.Of(user))).NextDouble() < options.HiddenShare;
}
