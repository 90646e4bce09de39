using System.CommandLine;
using Ayni.Data.Retention;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.Storage;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Retaining;

/// <summary>
/// <c>retention</c>: what is old enough to be deleted, and what was; with <c>--apply</c> it is deleted.
/// </summary>
internal static class RetentionCommand
{
    private const string KeepName = "--keep";

    public static Command Create(TrainerConsole console)
    {
        var command = new Command(
            "retention", "Tell which interactions were kept long enough, or delete them: a gateway with Ayni:Retention "
            + "does it by itself each hour.");
        var keep = new Option<string?>(KeepName)
        {
            Description = "How long types of interactions are kept, such as view=180d,search=30d or default=730d; else "
                + "as the last runs kept them.",
            HelpName = "TYPE=DAYS,…",
        };
        var apply = new Option<bool>("--apply")
        {
            Description = "Delete it, instead of telling what would be deleted; needs --keep.",
        };
        var storage = new StorageArguments();
        var json = Verb.JsonOption();
        command.Add(keep);
        command.Add(apply);
        storage.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            var rules = parsed.GetValue(keep) is { } text ? RetentionRules.Parse(KeepName, text) : null;
            var isApplied = parsed.GetValue(apply);
            if (rules is null && isApplied)
                throw Missing("--apply deletes by rules that are given, and");
            await using var stores = await AyniStorage.OpenAsync(storage.Read(parsed), console.Time, cancellationToken);
            var document = await RunAsync(console, stores, rules, isApplied, cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(console.Out, document);
            else
                RetentionTable.Print(console, document);
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<RetentionDocument> RunAsync(
        TrainerConsole console,
        AyniStorage stores,
        RetentionRules? given,
        bool isApplied,
        CancellationToken cancellationToken)
    {
        var reports = await stores.Retention.ReadAsync(cancellationToken);
        if (given is null && reports.Count == 0)
            throw Missing("No run has looked at these data yet, and");
        var rules = given ?? RetentionRules.Of(reports);
        await WarnOfUnknownTypesAsync(console, stores, rules, cancellationToken);
        var runner = new RetentionRunner(stores.Retention, stores.Audit, console.Time);
        var plans = await runner.PlanAsync(rules, cancellationToken);
        if (isApplied)
            await ApplyAsync(console, runner, rules, plans, cancellationToken);
        return RetentionDocument.Of(isApplied, rules, plans, await stores.Retention.ReadAsync(cancellationToken));
    }

    private static async Task ApplyAsync(
        TrainerConsole console,
        RetentionRunner runner,
        RetentionRules rules,
        IReadOnlyList<RetentionPlan> plans,
        CancellationToken cancellationToken)
    {
        var total = plans.Sum(plan => plan.Count.Interactions);
        var outcome = await ProgressScreen.ShowAsync(
            console,
            steps => runner.RunAsync(
                rules,
                $"{Environment.UserName}@{Environment.MachineName}",
                TimeSpan.Zero,
                Relay(steps, total),
                cancellationToken));
        if (outcome.HeldUntil is { } until)
        {
            throw new AyniException(
                ErrorCodes.Conflict,
                $"Another process deletes what was kept long enough. Try again when it is through, or, if it died, "
                + $"after {until.UtcDateTime:HH:mm:ss}Z.");
        }
    }

    private static Relay<RetentionProgress> Relay(IProgress<StepProgress> steps, long total)
    {
        var done = 0L;
        return new Relay<RetentionProgress>(batch =>
        {
            done += batch.Deleted;
            steps.Report(new StepProgress("Delete", total == 0 ? 0 : done / (double)total, done, "interactions"));
        });
    }

    private static AyniException Missing(string why) => new(
        ErrorCodes.Invalid,
        $"{why} {KeepName} is not given. Say how long types are kept, such as {KeepName} view=180d,search=30d; without "
        + "--apply nothing is deleted.");

    private static async Task WarnOfUnknownTypesAsync(
        TrainerConsole console, AyniStorage stores, RetentionRules rules, CancellationToken cancellationToken)
    {
        foreach (var name in rules.UnknownAmong(await stores.Retention.ReadTypesAsync(cancellationToken)))
        {
            var meant = InteractionTypeNames.Meant(name, []) is { } near ? $" Did you mean {near}?" : "";
            console.Error.WriteLine($"The log holds no interaction of the type '{name}'.{meant}");
        }
    }
}
