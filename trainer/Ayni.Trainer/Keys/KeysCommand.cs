using System.CommandLine;
using Ayni.Domain.Auditing;
using Ayni.Silo.Security;
using Ayni.Storage;
using Ayni.Trainer.Auditing;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Keys;

/// <summary><c>keys</c>: who may call the gateway. It needs no gateway, and one that runs follows it.</summary>
internal static class KeysCommand
{
    public static Command Create(TrainerConsole console) => new(
        "keys", "Keys for callers of the gateway; one that runs heeds changes within a second.")
    {
        AddKeyCommand.Create(console),
        ListKeysCommand.Create(console),
        RevokeKeyCommand.Create(console),
        RotateKeyCommand.Create(console),
    };

    /// <summary>Gives a command the store's options and runs it on the keys.</summary>
    /// <param name="command">The command.</param>
    /// <param name="console">The console.</param>
    /// <param name="action">What it does.</param>
    /// <param name="audited">Of one that changes keys: which, for the audit trail.</param>
    public static Command OnKeys(
        this Command command,
        TrainerConsole console,
        Func<KeyAdministration, ParseResult, bool, CancellationToken, Task> action,
        Argument<string>? audited = null)
    {
        var storage = new StorageArguments();
        var json = Verb.JsonOption();
        storage.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            await using var stores = await AyniStorage.OpenAsync(
                storage.Read(parsed), console.Time, cancellationToken);
            var keys = new KeyAdministration(stores.Keys, console.Time);
            return audited is null
                ? await RunAsync()
                : await stores.Audit.AuditAsync(AuditActs.KeyChange, parsed.GetRequiredValue(audited), RunAsync);

            async Task<int> RunAsync()
            {
                await action(keys, parsed, parsed.GetValue(json), cancellationToken);
                return ExitCodes.Success;
            }
        });
        return command;
    }
}
