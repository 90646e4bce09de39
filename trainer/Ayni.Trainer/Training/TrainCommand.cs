using System.CommandLine;
using Ayni.Domain.Auditing;
using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Training;

/// <summary><c>train</c>: one run through the trainer grain, in a silo inside this process.</summary>
internal static class TrainCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command("train", "Train on the log, judge the model, publish it.");
        var storage = new StorageArguments();
        var model = new ModelArguments();
        var run = OptionArgument.Create(TrainingOptionTable.Parts.Concat(TrainingOptionTable.Run));
        var noSearch = new Option<bool>("--no-search") { Description = "The same as --search none." };
        var json = Verb.JsonOption();
        storage.AddTo(command);
        model.AddTo(command);
        foreach (var argument in run)
            command.Add(argument.Option);
        command.Add(noSearch);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var options = run.Aggregate(
                model.Read(parsed), (read, argument) => argument.Read(read, parsed, file: null));
            var given = model.Given(parsed).Concat(
                run.Where(argument => argument.IsGiven(parsed, file: null)).Select(argument => argument.Of.Name));
            options = options with { Search = parsed.GetValue(noSearch) ? null : Keeping(given, options.Search) };
            var data = storage.Read(parsed);
            await using var silo = await SiloSession.StartAsync(data, console, cancellationToken);
            var watched = new WatchedRun(silo.Grains.GetGrain<ITrainerGrain>(ModelNames.Default), console.Time);
            var status = await data.AuditAsync(
                console,
                AuditActs.TrainingStart,
                ModelNames.Default,
                () => ProgressScreen.ShowAsync(
                    console, progress => watched.RunAsync(options, progress, cancellationToken)),
                cancellationToken,
                run => run.RunId);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, status);
            else
                TrainingSummary.Print(console, status);
            return ExitCodeOf(console, status);
        });
        return command;
    }

    /// <summary>What the command line gives stays; the rest is searched.</summary>
    private static SearchOptions? Keeping(IEnumerable<string> given, SearchOptions? search) => search is null
        ? null
        : search with { Fixed = [.. SearchOptions.Searchable.Intersect(given, StringComparer.Ordinal)] };

    private static int ExitCodeOf(TrainerConsole console, TrainingStatus status)
    {
        if (status.Phase != TrainingPhase.Completed)
            console.Error.WriteLine(status.Message ?? $"The run ended as {status.Phase}.");
        return status.Phase switch
        {
            TrainingPhase.Completed => ExitCodes.Success,
            TrainingPhase.Refused => ExitCodes.ModelRefused,
            TrainingPhase.Cancelled => ExitCodes.Cancelled,
            _ => ExitCodes.Failure,
        };
    }
}
