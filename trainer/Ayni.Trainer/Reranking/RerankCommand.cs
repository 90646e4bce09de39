using System.CommandLine;
using System.Text.Json;
using Ayni.Domain.Auditing;
using Ayni.Domain.Errors;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Reranking;

/// <summary>
/// <c>rerank</c>: what a learned re-ranker of the parts' best gains over their blend; published, it orders the lists.
/// </summary>
internal static class RerankCommand
{
    public static Command Create(TrainerConsole console)
    {
        var command = new Command(
            "rerank", "Learn to re-rank the parts' best products (LambdaMART), and measure it against their blend.");
        var (storage, model, arguments) = (new StorageArguments(), new ModelArguments(), new RerankArguments());
        var publish = new Option<bool>("--publish")
        {
            Description = "Learn for the version that answers, and let the trees re-rank its lists where they gain: "
                + "where the interval of the difference is over 0.",
        };
        var force = new Option<bool>("--force") { Description = "Publish them all the same." };
        var withdraw = new Option<bool>("--withdraw")
        {
            Description = "Take the re-ranker of the version that answers away, and learn nothing.",
        };
        var json = Verb.JsonOption();
        storage.AddTo(command);
        arguments.AddTo(command);
        foreach (var option in new[] { publish, force, withdraw, json })
            command.Add(option);
        model.AddTo(command);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var days = arguments.ReadDays(parsed);
            if (parsed.GetValue(withdraw))
                return await WithdrawAsync(storage.Read(parsed), console, cancellationToken);
            var (isPublished, isForced) = (parsed.GetValue(publish), parsed.GetValue(force));
            Require(isPublished, isForced, model.Given(parsed));
            var run = new RerankRun(
                console, storage.Read(parsed), model.Read(parsed), days, arguments.Read(parsed),
                new SignificanceOptions { Threads = arguments.ReadThreads(parsed) }.Validated());
            var document = await ProgressScreen.ShowAsync(
                console,
                progress => isPublished
                    ? run.PublishAsync(isForced, progress, cancellationToken)
                    : run.RunAsync(progress, cancellationToken));
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                document.Print(console);
            return isPublished && document.Published is null ? ExitCodes.ModelRefused : ExitCodes.Success;
        });
        return command;
    }

    private static void Require(bool isPublished, bool isForced, IEnumerable<string> given)
    {
        if (isForced && !isPublished)
            throw new AyniException(ErrorCodes.Invalid, "--force publishes what gains nothing: add --publish.");
        if (isPublished && given.FirstOrDefault() is { } option)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(option)} is given, but --publish takes the options "
                + "that the version that answers was trained with: leave it out, or train a version with it first.");
        }
    }

    private static async Task<int> WithdrawAsync(
        StorageOptions storage, TrainerConsole console, CancellationToken cancellationToken)
    {
        await using var registry = await RerankRegistry.OpenAsync(storage, console, cancellationToken);
        var version = await storage.AuditAsync(
            console,
            AuditActs.RerankPublish,
            "withdraw",
            () => registry.WithdrawAsync(cancellationToken),
            cancellationToken,
            resultOf: withdrawn => withdrawn);
        console.Out.WriteLine($"Lists of version {version} are not re-ranked any more.");
        return ExitCodes.Success;
    }
}
