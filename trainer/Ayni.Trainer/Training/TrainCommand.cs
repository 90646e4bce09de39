using System.CommandLine;
using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
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
        var defaults = new TrainingOptions();
        var storage = new StorageArguments();
        var model = new ModelArguments();
        var blocks = new Option<int>("--blocks")
        {
            Description = "Blocks a side; the factors do not depend on it.",
            DefaultValueFactory = _ => defaults.Blocks,
        };
        var judged = new Option<double>("--judged-share")
        {
            Description = "Share of users whose newest product is held out to judge the model; 0 publishes unjudged.",
            DefaultValueFactory = _ => defaults.JudgedShare,
        };
        var asOf = new Option<long?>("--as-of") { Description = "Train on the log as of this position." };
        var json = Verb.JsonOption();
        storage.AddTo(command);
        model.AddTo(command);
        foreach (var option in new Option[] { blocks, judged, asOf, json })
            command.Add(option);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var options = model.Read(parsed) with
            {
                Blocks = parsed.GetValue(blocks),
                JudgedShare = parsed.GetValue(judged),
                AsOfPosition = parsed.GetValue(asOf),
            };
            await using var silo = await SiloSession.StartAsync(storage.Read(parsed), console, cancellationToken);
            var run = new WatchedRun(silo.Grains.GetGrain<ITrainerGrain>(ModelNames.Default), console.Time);
            var status = await ProgressScreen.ShowAsync(
                console, progress => run.RunAsync(options, progress, cancellationToken));
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, status);
            else
                TrainingSummary.Print(console, status);
            return ExitCodeOf(console, status);
        });
        return command;
    }

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
